package dev.limpid.counter;

/**
 * The collection system of one project, which a program belongs to.
 *
 * @param name the collection's name, such as {@code telemetry.example.org}
 * @param uploadUrl where answers are sent; empty if nowhere
 * @param configUrl where the collection configuration is fetched from; empty if nowhere
 * @param policy the log policy as text: the keys of the log and of its witnesses; empty if there is none
 * @param offByDefault whether the program's author wants nothing counted until the user chooses
 */
public record CollectionIdentity(String name, String uploadUrl, String configUrl, String policy, boolean offByDefault) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is empty, longer than 100 characters, or contains white space
     */
    public CollectionIdentity {
        boolean good = !name.isEmpty() && name.length() <= 100;
        for (int i = 0; good && i < name.length(); i++) {
            good = name.charAt(i) > ' ';
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "the name of a collection is \"" + name + "\", expected 1 to 100 characters without white space");
        }
    }

    /** A collection whose programs count locally until the user chooses. */
    public CollectionIdentity(String name, String uploadUrl, String configUrl, String policy) {
        this(name, uploadUrl, configUrl, policy, false);
    }

    /** The same collection for a program that counts nothing until the user chooses. */
    public CollectionIdentity startingOff() {
        return new CollectionIdentity(name, uploadUrl, configUrl, policy, true);
    }

    /**
     * The collection that {@code META-INF/limpid/program.properties} names.
     *
     * @throws IllegalStateException if there is no such file, or it does not name a collection
     */
    public static CollectionIdentity ofProgram() {
        return new ProgramProperties(TelemetryOptions.ofProgram()).collection();
    }

    /** A collection that counts locally only. */
    public static CollectionIdentity local(String name) {
        return new CollectionIdentity(name, "", "", "");
    }
}
