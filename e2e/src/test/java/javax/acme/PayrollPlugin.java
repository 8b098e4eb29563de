package javax.acme;

import dev.limpid.examples.dupfind.DupFind;

/** Code of a user that runs a program: its package has a name like one of the JDK, and nobody may learn that it exists. */
public final class PayrollPlugin {

    private PayrollPlugin() {}

    /** Runs dupfind. */
    public static void main(String[] arguments) {
        DupFind.main(arguments);
    }
}
