package dev.limpid.maven;

import dev.limpid.protocol.report.StackName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The methods of a program as its maintainers publish them: {@code class.method}, sorted, each once. */
public final class SymbolList {

    private SymbolList() {}

    /** Of every class file below this folder. */
    public static List<String> of(Path classes) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path file : ClassFiles.below(classes)) {
            add(Files.readAllBytes(file), names);
        }
        return List.copyOf(names);
    }

    /** Adds {@code class.method} for every method of a class file. */
    static void add(byte[] classFile, Set<String> names) {
        ClassReader reader = new ClassReader(classFile);
        String owner = reader.getClassName().replace('/', '.');
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        names.add(StackName.symbol(owner, name));
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
}
