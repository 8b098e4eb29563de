package dev.limpid.e2e;

import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.World;
import dev.limpid.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Creates a world before each test, and closes it afterwards. */
abstract class WorldExtension {

    static final LocalDate FIRST = World.FIRST_DAY;
    static final LocalDate CONSENT_BEFORE = FIRST.minusDays(1);
    static final String DUPFIND = "example.org/dupfind";

    private TemporaryFolder folder;
    private World world;

    @BeforeEach
    final void begin() throws IOException {
        folder = TemporaryFolder.make();
        world = World.begin(folder.path());
    }

    @AfterEach
    final void end() throws IOException {
        world.close();
        folder.close();
    }

    final World world() {
        return world;
    }

    final Path folder() {
        return folder.path();
    }

    /** A machine whose user said yes before all of the weeks. */
    final Machine on(String name) throws IOException {
        return world.machine(name).settle().choose(new dev.limpid.countfile.mode.Mode.On(CONSENT_BEFORE));
    }
}
