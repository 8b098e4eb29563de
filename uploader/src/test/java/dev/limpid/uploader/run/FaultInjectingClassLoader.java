package dev.limpid.uploader.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A second copy of all of Limpid's classes, in which {@link CrashInjection} is asked before every call that changes files. Works
 * on every Java version: only our own classes are modified.
 */
final class FaultInjectingClassLoader extends ClassLoader {
    /** The methods that only read, of a class whose other methods change files. */
    private static final Pattern READS = Pattern.compile(
            "(is|exists|notExists|read|list|size|get|walk|find|lines|probe|same|mismatch"
                    + "|newInputStream|newDirectoryStream|newBufferedReader|position|lock|tryLock|map|close|to|length|can|compare|equals|hash).*");

    private static final Map<String, Predicate<String>> CHANGES = Map.of(
            "java/nio/file/Files",
            name -> !READS.matcher(name).matches(),
            "java/nio/channels/FileChannel",
            name -> !READS.matcher(name).matches(),
            "java/io/FileOutputStream",
            Set.of("<init>", "write")::contains,
            "java/io/OutputStream",
            Set.of("write", "flush")::contains,
            "java/io/RandomAccessFile",
            name -> name.equals("<init>") || !READS.matcher(name).matches(),
            "java/io/File",
            Set.of("renameTo", "delete", "mkdir", "mkdirs", "createNewFile", "createTempFile", "setLastModified")
                    ::contains);

    FaultInjectingClassLoader(Class<?> test) {
        super(test.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.limpid.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = withPoints(in.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withPoints(byte[] original) {
        ClassNode type = new ClassNode();
        new ClassReader(original).accept(type, 0);
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (changes(instruction)) {
                    method.instructions.insertBefore(
                            instruction,
                            new MethodInsnNode(
                                    Opcodes.INVOKESTATIC,
                                    CrashInjection.class.getName().replace('.', '/'),
                                    "beforeChange",
                                    "()V"));
                }
            }
        }
        ClassWriter out = new ClassWriter(0);
        type.accept(out);
        return out.toByteArray();
    }

    private static boolean changes(AbstractInsnNode instruction) {
        if (instruction instanceof InvokeDynamicInsnNode call) {
            for (Object argument : call.bsmArgs) {
                // It would be called where no crash point can be inserted before it.
                if (argument instanceof Handle handle && changes(handle.getOwner(), handle.getName())) {
                    throw new IllegalStateException(
                            "a method reference that changes files: " + handle + ": write it as a lambda");
                }
            }
        }
        return instruction instanceof MethodInsnNode call && changes(call.owner, call.name);
    }

    private static boolean changes(String owner, String name) {
        Predicate<String> changes = CHANGES.get(owner);
        return changes != null && changes.test(name);
    }
}
