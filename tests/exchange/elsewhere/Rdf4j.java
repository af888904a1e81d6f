import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.query.BindingSet;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.Repository;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.RDFWriter;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.NTriplesUtil;
import org.eclipse.rdf4j.rio.helpers.ParseErrorCollector;
import org.eclipse.rdf4j.sail.nativerdf.NativeStore;

/**
 * What RDF4J makes of files.
 *
 * <p>{@code read FILE...} parses each, writes what it read to FILE.read.nq and prints the number of statements, a tab and
 * the file; what the parser has to say goes to standard error. {@code ask FOLDER FILE QUERY...} loads a file into a
 * native store in FOLDER and prints the answer to each query, a file, as SPARQL's TSV with an empty line after it.
 */
class Rdf4j {
    public static void main(String[] words) throws Exception {
        if (words[0].equals("read")) {
            for (String file : List.of(words).subList(1, words.length)) {
                System.out.println(read(Path.of(file)) + "\t" + file);
            }
        } else {
            List<String> queries = new ArrayList<>();
            for (String file : List.of(words).subList(3, words.length)) {
                queries.add(Files.readString(Path.of(file)));
            }
            ask(new File(words[1]), new File(words[2]), queries);
        }
    }

    static long read(Path file) throws IOException {
        RDFFormat format = Rio.getParserFormatForFileName(file.toString()).orElseThrow();
        RDFParser parser = Rio.createParser(format);
        ParseErrorCollector said = new ParseErrorCollector();
        parser.setParseErrorListener(said);
        long[] count = {0};
        try (InputStream in = Files.newInputStream(file);
                Writer out = Files.newBufferedWriter(Path.of(file + ".read.nq"))) {
            RDFWriter writer = Rio.createWriter(RDFFormat.NQUADS, out);
            writer.startRDF();
            parser.setRDFHandler(new AbstractRDFHandler() {
                @Override
                public void handleStatement(Statement statement) {
                    count[0]++;
                    writer.handleStatement(statement);
                }
            });
            parser.parse(in);
            writer.endRDF();
        }
        for (List<String> kind : List.of(said.getWarnings(), said.getErrors(), said.getFatalErrors())) {
            kind.forEach(line -> System.err.println(file + ": " + line));
        }
        return count[0];
    }

    static void ask(File folder, File file, List<String> queries) {
        Repository repository = new SailRepository(new NativeStore(folder));
        try (RepositoryConnection connection = repository.getConnection()) {
            connection.add(file);
            for (String query : queries) {
                try (TupleQueryResult rows = connection.prepareTupleQuery(query).evaluate()) {
                    List<String> names = rows.getBindingNames();
                    System.out.println(line(names, name -> "?" + name));
                    for (BindingSet row : rows) {
                        System.out.println(line(names, name -> term(row.getValue(name))));
                    }
                    System.out.println();
                }
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        repository.shutDown();
    }

    static String line(List<String> names, Function<String, String> cell) {
        return names.stream().map(cell).collect(Collectors.joining("\t"));
    }

    static String term(Value value) {
        return value == null ? "" : NTriplesUtil.toNTriplesString(value);
    }
}
