package dev.limpid.counter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the line number tables of one class file (JVMS chapter 4); skips everything else. */
final class ClassFileLines {
    private final ByteBuffer in;
    private final int[] utf8;

    /** Takes the bytes of a class file; throws RuntimeException of some kind if they are none. */
    ClassFileLines(byte[] classFile) {
        in = ByteBuffer.wrap(classFile);
        in.position(8);
        utf8 = new int[u2()];
        for (int i = 1; i < utf8.length; i++) {
            i += constant(i);
        }
    }

    /** Skips one constant; returns 1 if it takes two places. */
    private int constant(int index) {
        int tag = in.get();
        switch (tag) {
            case 1 -> {
                utf8[index] = in.position();
                skip(u2());
            }
            case 7, 8, 16, 19, 20 -> skip(2);
            case 15 -> skip(3);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
            case 5, 6 -> skip(8);
            default -> throw new IllegalArgumentException("constant of unknown kind " + tag);
        }
        return tag == 5 || tag == 6 ? 1 : 0;
    }

    List<MethodLines.Method> methods() {
        skip(6);
        skip(2 * u2());
        for (int fields = u2(); fields > 0; fields--) {
            skip(6);
            skipAttributes();
        }
        List<MethodLines.Method> methods = new ArrayList<>();
        for (int count = u2(); count > 0; count--) {
            method(methods);
        }
        return methods;
    }

    private void method(List<MethodLines.Method> methods) {
        skip(2);
        String name = text(u2());
        skip(2);
        for (int attributes = u2(); attributes > 0; attributes--) {
            boolean code = text(u2()).equals("Code");
            int end = in.getInt() + in.position();
            if (code) {
                code(name, methods);
            }
            in.position(end);
        }
    }

    private void code(String method, List<MethodLines.Method> methods) {
        skip(4);
        skip(in.getInt());
        skip(8 * u2());
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (int attributes = u2(); attributes > 0; attributes--) {
            boolean lines = text(u2()).equals("LineNumberTable");
            int end = in.getInt() + in.position();
            for (int entries = lines ? u2() : 0; entries > 0; entries--) {
                skip(2);
                int line = u2();
                first = Math.min(first, line);
                last = Math.max(last, line);
            }
            in.position(end);
        }
        if (last >= 0) {
            methods.add(new MethodLines.Method(method, first, last));
        }
    }

    private void skipAttributes() {
        for (int attributes = u2(); attributes > 0; attributes--) {
            skip(2);
            skip(in.getInt());
        }
    }

    private String text(int index) {
        int at = utf8[index];
        return new String(in.array(), at + 2, in.getShort(at) & 0xffff, StandardCharsets.UTF_8);
    }

    private int u2() {
        return in.getShort() & 0xffff;
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}
