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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The documentation of every mutable class says which thread may call it. A class is mutable if one of its fields is, or
 * if a field contains a collection or an array that the class created. Fields that a command line or a build sets before
 * a command begins do not count.
 */
class MutableClassesTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern SAYS =
            Pattern.compile("\\bthreads?\\b|\\bimmutable\\b|\\bevent loop\\b", Pattern.CASE_INSENSITIVE);

    /** A field that is filled in place, as it is written in a class of the file or in a nested class. */
    private static final Pattern FILLED =
            Pattern.compile("(?m)^ {4,8}(?:private |protected |public )?final [^=(\\n]* = new "
                    + "(?:\\w*(?:List|Deque|Queue|Map|Set)|StringBuilder|ByteArrayOutputStream|\\w+\\[)");

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
            if (FILLED.matcher(Files.readString(source.getValue())).find()) {
                changing.add(source.getKey());
            }
        }
        changing.retainAll(sources.keySet()); // code from a template compiler has no source of ours
        assertThat(changing).hasSizeGreaterThan(150);
        TreeSet<String> silent = new TreeSet<>();
        for (String name : changing) {
            String javadoc = JAVADOC.matcher(Files.readString(sources.get(name)))
                    .results()
                    .map(comment -> comment.group())
                    .collect(Collectors.joining());
            if (!SAYS.matcher(javadoc).find()) {
                silent.add(name);
            }
        }
        assertThat(silent)
                .as("classes that change, and whose Javadoc does not say which thread may call them")
                .isEmpty();
    }

    private static boolean changes(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.STATIC)
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
