package dev.limpid.e2e.stacks;

import dev.limpid.examples.dupfind.DupFind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A user's script that makes dupfind print where nothing can be printed, so that it ends with an error that nobody catches. */
public final class CrashingScript {

    static final String SECRET = "what-the-error-says";

    private CrashingScript() {}

    /** Crashes dupfind. */
    public static void main(String[] arguments) {
        PrintStream broken = new PrintStream(new Broken(), true, StandardCharsets.UTF_8);
        if (arguments.length > 1) {
            System.setErr(broken);
        } else {
            System.setOut(broken);
        }
        DupFind.main(arguments);
    }

    private static final class Broken extends OutputStream {
        @Override
        public void write(int one) {
            throw new InternalError(SECRET);
        }
    }
}
