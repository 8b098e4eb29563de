package dev.limpid.program;

import dev.limpid.protocol.report.StackNameSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The methods of a program as its maintainers publish them: {@code class.method}, sorted, each once, with the source
 * file and the lines of each method of that name as {@link dev.limpid.protocol.report.PublishedSymbols} reads them. Any
 * build can use it, since it needs only the class files. For one thread at a time.
 */
public final class SymbolList {

    private final SourceFiles sources;
    private final SortedMap<String, Source> symbols = new TreeMap<>();

    private static final class Source {
        private String path = "";
        private final List<String> lines = new ArrayList<>();
    }

    private SymbolList(SourceFiles sources) {
        this.sources = sources;
    }

    /**
     * The list for every class file below this folder, which can be in a jar; source files are named by their packages.
     */
    public static List<String> of(Path classes) throws IOException {
        return of(classes, SourceFiles.UNKNOWN);
    }

    /** The same, but source files are named by their paths in a repository. */
    public static List<String> of(Path classes, SourceFiles sources) throws IOException {
        return of(List.of(classes), sources);
    }

    /** One list for several folders. */
    public static List<String> of(List<Path> classes, SourceFiles sources) throws IOException {
        SymbolList list = new SymbolList(sources);
        for (Path folder : classes) {
            for (Path file : ClassFiles.below(folder)) {
                list.add(Files.readAllBytes(file));
            }
        }
        return list.lines();
    }

    /** The list for one class file. */
    static List<String> of(byte[] classFile) {
        SymbolList list = new SymbolList(SourceFiles.UNKNOWN);
        list.add(classFile);
        return list.lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        symbols.forEach((symbol, source) -> lines.add(
                source.path.isEmpty() || source.lines.isEmpty()
                        ? symbol
                        : symbol + " " + source.path + ":" + String.join(",", source.lines)));
        return lines;
    }

    private void add(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        reader.accept(methods(reader.getClassName()), ClassReader.SKIP_FRAMES);
    }

    /**
     * Visits the methods of one class. An anonymous class, because the tool that reads the Maven goals' sources does
     * not understand annotated arrays.
     */
    private ClassVisitor methods(String owner) {
        return new ClassVisitor(Opcodes.ASM9) {
            private String path = "";

            @Override
            public void visitSource(@Nullable String source, @Nullable String debug) {
                if (source != null) {
                    path = sources.path(owner.substring(0, owner.lastIndexOf('/') + 1) + source);
                }
            }

            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                Source source = symbols.computeIfAbsent(
                        StackNameSyntax.symbol(owner.replace('/', '.'), name), any -> new Source());
                source.path = path;
                return new Lines(source.lines);
            }
        };
    }

    /** Finds the first and the last line of a method. */
    private static final class Lines extends MethodVisitor {
        private final List<String> to;
        private int first = Integer.MAX_VALUE;
        private int last;

        Lines(List<String> to) {
            super(Opcodes.ASM9);
            this.to = to;
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            first = Math.min(first, line);
            last = Math.max(last, line);
        }

        @Override
        public void visitEnd() {
            if (last > 0) {
                to.add(first + "-" + last);
            }
        }
    }
}
