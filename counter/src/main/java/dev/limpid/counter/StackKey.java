package dev.limpid.counter;

import java.util.Arrays;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tells one stack from another as cheaply as can be: the class and the place in the bytecode of each frame, from
 * where the event happened outwards. With the place of a call in the caller and the class of the callee the method that
 * was called is known, so that method names, which are dear, are asked for only where that does not hold: of what
 * reflection called, and of the frame at which a thread began. That is why one frame more than shown is in the key.
 * Hidden frames are part of it: two lambdas that the same call runs differ in nothing else.
 */
@SuppressWarnings("overloads") // both interfaces have an andThen, which nobody calls; two objects would cost more
final class StackKey implements Function<Stream<StackWalker.StackFrame>, StackKey>, Consumer<StackWalker.StackFrame> {
    /** Frames of this library and hidden ones come on top of those that count. */
    private static final int MORE = 8;

    /** Own frames, and two places that the JDK's buffer of frames keeps for itself. */
    private static final int OWN = 5;

    private final Class<?>[] classes;
    private final int[] places;
    private final int depth;
    private boolean complete = true;
    private int shown;
    private int frames;
    private int hash;
    private StackWalker.@Nullable StackFrame last;
    private String names = "";

    private StackKey(int depth) {
        this.depth = depth;
        classes = new Class<?>[depth + MORE];
        places = new int[depth + MORE];
    }

    /** Whether stacks of this key cannot differ in the frames that their name shows. */
    boolean isComplete() {
        return complete;
    }

    /** The cheapest walker for stacks of so many frames: one that gets them, and hardly more, from the JVM at once. */
    static StackWalker walker(int depth) {
        return StackWalker.getInstance(
                Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES), depth + OWN);
    }

    /** The key of the stack that called into this library, to a depth of at least so many frames of the program. */
    static StackKey ofCaller(StackWalker walker, int depth) {
        return walker.walk(new StackKey(depth));
    }

    @Override
    public StackKey apply(Stream<StackWalker.StackFrame> stack) {
        // The spliterator is the JDK's walk itself: no pipeline of a stream is built, and no frame asked for in vain.
        Spliterator<StackWalker.StackFrame> each = stack.spliterator();
        boolean more = true;
        while (more && shown <= depth && frames < places.length) {
            more = each.tryAdvance(this);
        }
        if (!more) {
            addName();
        } else if (shown <= depth) {
            // So many hidden frames came between that the key does not tell all.
            complete = false;
        }
        last = null;
        return this;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (type.isHidden()) {
            last = null;
        } else if (type.getClassLoader() == null && callsAnything(type.getPackageName())) {
            addName();
        } else if (type != StackKey.class && type != StackCounter.class) {
            shown++;
        }
        int place = frame.getByteCodeIndex();
        classes[frames] = type;
        places[frames] = place;
        frames++;
        hash = hash * 31 + System.identityHashCode(type) + place;
        last = frame;
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
                && Arrays.equals(places, key.places)
                && Arrays.equals(classes, key.classes)
                && names.equals(key.names);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
