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
 * was called is known, so that method names, which are dear, are asked for only where that does not hold: of the
 * outermost frame, and of what reflection called. Hidden frames are part of the key: two lambdas that the same call
 * runs differ in nothing else.
 */
final class StackKey implements Function<Stream<StackWalker.StackFrame>, StackKey>, Consumer<StackWalker.StackFrame> {
    /** Frames of this library and hidden ones come on top of those that count. */
    private static final int MORE = 8;

    /** Own frames, and two places that the JDK's buffer of frames keeps for itself. */
    private static final int OWN = 4;

    private static final ClassValue<Boolean> CALLS_ANYTHING = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            String name = type.getName();
            return name.startsWith("java.lang.reflect.")
                    || name.startsWith("jdk.internal.reflect.")
                    || name.startsWith("java.lang.invoke.");
        }
    };

    private final Class<?>[] classes;
    private final int[] places;
    private final int depth;
    private boolean complete = true;
    private int shown;
    private int frames;
    private int hash;
    private StackWalker.@Nullable StackFrame last;
    private @Nullable String names;

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
        while (shown < depth && frames < classes.length && each.tryAdvance(this)) {
            // Each frame comes to accept.
        }
        // Whether there would be more, or so many hidden ones came between that the key does not tell all.
        if (shown < depth && frames == classes.length) {
            complete = false;
        }
        addName();
        last = null;
        return this;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (type.isHidden()) {
            last = null;
        } else if (CALLS_ANYTHING.get(type)) {
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

    private void addName() {
        StackWalker.StackFrame frame = last;
        if (frame != null) {
            String before = names;
            names = before == null ? frame.getMethodName() : before + " " + frame.getMethodName();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StackKey key
                && hash == key.hash
                && frames == key.frames
                && Arrays.equals(places, key.places)
                && Arrays.equals(classes, key.classes)
                && String.valueOf(names).equals(String.valueOf(key.names));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
