package dev.limpid.counter;

import java.util.Arrays;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes stacks as cheaply as possible: by the class and the bytecode position of each frame, from where the
 * event happened outwards. The position of a call in the caller and the class of the callee determine the method that
 * was called. So method names, which are expensive, are read only where this is not so: for a method that reflection
 * called, and for the frame at which a thread began. That is why the key contains one frame more than is shown. It also
 * contains hidden frames: two lambdas that the same call runs differ only in those.
 */
@SuppressWarnings("overloads") // both interfaces have an andThen, which nobody calls; two objects would cost more
final class StackKey implements Function<Stream<StackWalker.StackFrame>, StackKey>, Consumer<StackWalker.StackFrame> {
    /** Frames that are not shown: the one that counts, and the caller of the outermost. */
    static final int OWN = 2;

    /** Places that the JDK's buffer of frames reserves. */
    private static final int RESERVED = 2;

    /** Room for hidden frames and those of reflection, in addition to those that count. */
    private static final int MORE = 8;

    /** Kinds of frames: a place is the position in the bytecode times 4, plus this. It depends on the class alone. */
    private static final int SHOWN = 1;

    private static final int CALLS_ANYTHING = 2;
    private static final int KINDS = 3;

    /** What counts this stack; null until that is known. Set before other threads see this key. */
    @Nullable
    Counter counter;

    /** How many frames were walked over. */
    int frames;

    private final int depth;

    /** Begin as those of the stack before, and are copied at the first frame that differs: few events need a copy. */
    private Class<?>[] classes;

    private int[] places;
    private boolean shared;
    private boolean complete = true;
    private int shown;
    private int hash;
    private StackWalker.@Nullable StackFrame last;
    private String names = "";

    /** Walks over at least this many frames of the program. */
    StackKey(int depth, @Nullable StackKey before) {
        this.depth = depth;
        shared = before != null;
        classes = before != null ? before.classes : new Class<?>[depth + MORE];
        places = before != null ? before.places : new int[depth + MORE];
    }

    /** Whether stacks of this key cannot differ in the frames that their name shows. */
    boolean isComplete() {
        return complete;
    }

    /** The cheapest walker over this many frames: it gets them from the JVM at once, and no others. */
    static StackWalker walker(int frames) {
        return StackWalker.getInstance(
                Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES),
                frames + RESERVED);
    }

    @Override
    public StackKey apply(Stream<StackWalker.StackFrame> stack) {
        // The spliterator is the JDK's walk itself: no stream pipeline is built, and no frame is requested in vain.
        Spliterator<StackWalker.StackFrame> each = stack.spliterator();
        boolean more = true;
        while (more && shown <= depth && frames < places.length) {
            more = each.tryAdvance(this);
        }
        if (!more) {
            addName();
        } else if (shown <= depth) {
            // There were so many hidden frames that the key is not complete.
            complete = false;
        }
        last = null;
        return this;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        boolean same = classes[frames] == type;
        int kind = same ? places[frames] & KINDS : kind(type);
        if (kind == CALLS_ANYTHING) {
            addName();
        }
        shown += kind & SHOWN;
        int place = frame.getByteCodeIndex() * (KINDS + 1) + kind;
        if (!same || places[frames] != place) {
            if (shared) {
                classes = classes.clone();
                places = places.clone();
                shared = false;
            }
            classes[frames] = type;
            places[frames] = place;
        }
        frames++;
        hash = hash * 31 + System.identityHashCode(type) + place;
        last = frame;
    }

    private static int kind(Class<?> type) {
        if (type.getClassLoader() == null && callsAnything(type.getPackageName())) {
            return CALLS_ANYTHING;
        }
        return type.isHidden() || type == StackCounter.class ? 0 : SHOWN;
    }

    private static boolean callsAnything(String packageName) {
        return packageName.equals("java.lang.reflect")
                || packageName.equals("jdk.internal.reflect")
                || packageName.equals("java.lang.invoke");
    }

    private void addName() {
        StackWalker.StackFrame frame = last;
        if (frame != null) {
            names = names + " " + frame.getMethodName();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StackKey key
                && hash == key.hash
                && frames == key.frames
                && (places == key.places || Arrays.equals(places, 0, frames, key.places, 0, frames))
                && (classes == key.classes || Arrays.equals(classes, 0, frames, key.classes, 0, frames))
                && names.equals(key.names);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
