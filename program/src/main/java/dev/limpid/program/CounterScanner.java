package dev.limpid.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Finds where class files make counters: calls of the factory methods of {@code dev.limpid.counter} with constant
 * arguments. Counters are usually static fields with fixed names, so this finds nearly all of them. The others are
 * reported as unnamed and have to be declared. For one thread at a time.
 */
final class CounterScanner {

    private static final String PACKAGE = "dev/limpid/counter/";

    private final SortedMap<String, String> counters = new TreeMap<>();
    private final SortedMap<String, String> stacks = new TreeMap<>();
    private final List<String> unnamed = new ArrayList<>();

    /** Adds a class file. */
    void add(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, ClassReader.SKIP_FRAMES);
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call
                        && call.getOpcode() == Opcodes.INVOKESTATIC
                        && call.owner.startsWith(PACKAGE)) {
                    add(call, type);
                }
            }
        }
    }

    /** What was found so far. */
    CounterInventory inventory() {
        return new CounterInventory(counters, stacks, unnamed);
    }

    private void add(MethodInsnNode call, ClassNode type) {
        boolean histogram = call.owner.equals(PACKAGE + "Histogram") && call.name.startsWith("of");
        boolean counter = call.owner.equals(PACKAGE + "Counter") && call.name.equals("of");
        boolean stack = call.owner.equals(PACKAGE + "StackCounter") && call.name.equals("of");
        if (!histogram && !counter && !stack) {
            return;
        }
        String place = place(call, type);
        List<String> words = constantArguments(call);
        if (words.isEmpty() || (histogram && words.size() < 2)) {
            unnamed.add(place);
        } else if (stack) {
            stacks.putIfAbsent(words.get(0), place);
        } else if (counter) {
            counters.putIfAbsent(words.get(0), place);
        } else {
            String last = words.get(words.size() - 1);
            words.subList(1, words.size()).forEach(bound -> counters.putIfAbsent(words.get(0) + ":<" + bound, place));
            counters.putIfAbsent(words.get(0) + ":>=" + last, place);
        }
    }

    /** The strings that are loaded directly before a call; only numbers and an array may be among them. */
    private static List<String> constantArguments(MethodInsnNode call) {
        List<String> words = new ArrayList<>();
        for (AbstractInsnNode at = previous(call); at != null && isPlain(at); at = previous(at)) {
            if (at instanceof LdcInsnNode constant && constant.cst instanceof String word) {
                words.add(word);
            }
        }
        Collections.reverse(words);
        int wanted = call.owner.equals(PACKAGE + "Histogram") ? words.size() : 1;
        return words.subList(Math.max(0, words.size() - wanted), words.size());
    }

    private static @Nullable AbstractInsnNode previous(AbstractInsnNode of) {
        AbstractInsnNode at = of.getPrevious();
        while (at != null && at.getOpcode() < 0) {
            at = at.getPrevious();
        }
        return at;
    }

    private static boolean isPlain(AbstractInsnNode at) {
        return at instanceof LdcInsnNode
                || at instanceof IntInsnNode
                || (at instanceof TypeInsnNode && at.getOpcode() == Opcodes.ANEWARRAY)
                || (at instanceof InsnNode
                        && (at.getOpcode() == Opcodes.DUP
                                || at.getOpcode() == Opcodes.AASTORE
                                || (at.getOpcode() >= Opcodes.ICONST_M1 && at.getOpcode() <= Opcodes.ICONST_5)));
    }

    private static String place(AbstractInsnNode call, ClassNode type) {
        for (AbstractInsnNode at = call; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode line) {
                return type.name.replace('/', '.') + ":" + line.line;
            }
        }
        return type.name.replace('/', '.');
    }
}
