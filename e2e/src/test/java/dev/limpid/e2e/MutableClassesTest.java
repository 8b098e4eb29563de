package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.limpid.e2e.world.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The documentation of every mutable class says which thread may call it, and, if many threads may, what guards its
 * fields. A class is mutable if one of its fields is, static or not, or if a field contains a collection, an array or an
 * atomic that the class created. Fields that a command line or a build sets before a command begins do not count.
 */
class MutableClassesTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^(?:(?:public|abstract|sealed|non-sealed|final) )*(?:class|record|interface|enum|@interface) (\\w+)");
    private static final Pattern LINE = Pattern.compile("\\s*\\n \\* ?");
    private static final Pattern SAYS =
            Pattern.compile("\\bthreads?\\b|\\bimmutable\\b|\\bevent loop\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARED =
            Pattern.compile("(?i:\\bmany threads|(?<!not )\\bthread-safe)|\\bAny thread may");
    private static final Pattern GUARD = Pattern.compile(
            "guard|\\bmonitor|volatile|atomic|concurrent|immutable|\\bfinal\\b|(?:not|never) changes?\\b",
            Pattern.CASE_INSENSITIVE);

    /** A field that is filled in place, as it is written in a class of the file or in a nested class. */
    private static final Pattern FILLED =
            Pattern.compile("(?m)^ {4,8}(?:private |protected |public )?(?:static )?final [^=(\\n]* = "
                    + "(?:ConcurrentHashMap\\.|new (?:\\w*(?:List|Deque|Queue|Map|Set|Adder)\\b|StringBuilder|Atomic\\w+"
                    + "|ByteArrayOutputStream|\\w+\\[))");

    /** A collection or an array that is made by a constructor, and the field for it. */
    private static final Pattern MADE =
            Pattern.compile("(?m)^ {8,12}(?:this\\.)?(\\w+) = new (?:\\w*(?:List|Deque|Queue|Map|Set)\\b|\\w+\\[)");

    private static final String KEPT = "(?m)^ {4}(?:private |protected )?final [^=(\\n]* ";

    @Test
    void everyClassThatChanges_saysWhichThreadMayCallIt() throws IOException {
        Map<String, Path> sources = sources();
        TreeSet<String> changing = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.limpid")) {
            if (type.getFields().stream().anyMatch(MutableClassesTest::changes)) {
                changing.add(topLevel(type.getName()));
            }
        }
        for (Map.Entry<String, Path> source : sources.entrySet()) {
            if (isFilled(Files.readString(source.getValue()))) {
                changing.add(source.getKey());
            }
        }
        changing.retainAll(sources.keySet()); // code from a template compiler has no source of ours
        assertThat(changing).hasSizeGreaterThan(150);
        TreeSet<String> silent = new TreeSet<>();
        TreeSet<String> unguarded = new TreeSet<>();
        for (String name : changing) {
            String javadoc = javadoc(name, Files.readString(sources.get(name)));
            if (!SAYS.matcher(javadoc).find()) {
                silent.add(name);
            } else if (SHARED.matcher(javadoc).find() && !GUARD.matcher(javadoc).find()) {
                unguarded.add(name);
            }
        }
        assertThat(silent)
                .as("classes that change, and whose own Javadoc does not say which thread may call them")
                .isEmpty();
        assertThat(unguarded)
                .as("classes that many threads may call, and whose own Javadoc does not say what guards their fields")
                .isEmpty();
    }

    private static boolean isFilled(String source) {
        return FILLED.matcher(source).find()
                || MADE.matcher(source)
                        .results()
                        .anyMatch(made -> Pattern.compile(KEPT + made.group(1) + ";")
                                .matcher(source)
                                .find());
    }

    /** The Javadoc in front of the top-level type, in one line; empty if it has none. */
    private static String javadoc(String name, String source) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        String before = DECLARATION
                .matcher(source)
                .results()
                .filter(type -> type.group(1).equals(simple))
                .findFirst()
                .map(type -> source.substring(0, type.start()))
                .orElseThrow(() -> new AssertionError(name + " is not declared in its file"));
        int begin = before.lastIndexOf("\n/**");
        return begin < 0 ? "" : LINE.matcher(before.substring(begin)).replaceAll(" ");
    }

    private static boolean changes(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && field.getAnnotations().stream()
                        .noneMatch(set -> set.getRawType().getPackageName().startsWith("picocli")
                                || set.getRawType().getPackageName().startsWith("org.apache.maven"));
    }

    private static String topLevel(String name) {
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    /**
     * By name, for all modules that others run; classes of benchmarks, examples and tests are for one thread unless they say
     * more.
     */
    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (Path module : modules) {
                if (!Optional.ofNullable(module.getFileName())
                        .map(Path::toString)
                        .filter(name -> name.matches("benchmarks|stress|examples|testtools"))
                        .isPresent()) {
                    put(module.resolve("src/main/java"), sources);
                }
            }
        }
        return sources;
    }

    private static void put(Path folder, Map<String, Path> sources) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : Folders.files(folder)) {
                String path = folder.relativize(file).toString();
                if (path.endsWith(".java")) {
                    sources.put(
                            path.substring(0, path.length() - ".java".length()).replace('/', '.'), file);
                }
            }
        }
    }
}
