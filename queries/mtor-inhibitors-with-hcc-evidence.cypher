// name = "mtor-inhibitors-with-hcc-evidence"
// question = "Which mTOR inhibitors have evidence in hepatocellular carcinoma, how strong is it, and what did it show?"
// extends = "drug-class-with-disease-evidence"
// [parameters.class]
// default = "CHEBI:68481"
// [parameters.disease]
// default = "MONDO:0007256"
// [example]
