// name = "drug-class-with-disease-evidence"
// question = "Which drugs of a class have evidence in a disease, how strong is it, and what did it show?"
// extends = "mtor-inhibitors-with-hcc-evidence"
// [parameters.class]
// required = true
// [parameters.disease]
// required = true
