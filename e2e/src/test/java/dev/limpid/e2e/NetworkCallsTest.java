package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.Strace;
import dev.limpid.e2e.world.World;
import dev.limpid.testkit.TemporaryFolder;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whom a program and the child that it leaves behind contact: not as a server or a wire sees it, but every address that
 * they pass to the kernel, including a name server's.
 */
@Needs(Tool.STRACE)
class NetworkCallsTest {

    private static final LocalDate WEEK = World.FIRST_DAY.plusDays(7);

    private TemporaryFolder folder;
    private World world;

    @BeforeEach
    void begin() throws Exception {
        folder = TemporaryFolder.make();
        world = World.begin(folder.path());
        world.decide(World.charts());
    }

    @AfterEach
    void end() throws IOException {
        world.close();
        folder.close();
    }

    @Test
    void undecided_endsItsWeekAndContactsNobody() throws Exception {
        Machine machine = world.machine("undecided").settle();
        Strace seen = aWeekAndADay(machine);
        assertThat(seen.addresses()).isEmpty();
        assertThat(seen.programs()).as("the program and its child").isEqualTo(2);
        assertThat(machine.local()).containsOnlyKeys(WEEK);
    }

    @Test
    void off_startsNothingAndContactsNobody() throws Exception {
        Machine machine = world.machine("off").settle();
        machine.program(WEEK.minusDays(5), 9);
        machine.choose(new Mode.Off());
        List<String> before = machine.everyFile();
        Strace seen = watched(machine);
        assertThat(seen.addresses()).isEmpty();
        assertThat(seen.programs()).isEqualTo(1);
        assertThat(machine.everyFile()).isEqualTo(before);
    }

    @Test
    void on_contactsOnlyTheCollectionsServer() throws Exception {
        Machine machine = world.machine("on").settle().choose(new Mode.On(World.FIRST_DAY.minusDays(1)));
        Strace seen = aWeekAndADay(machine);
        assertThat(machine.sent()).containsOnlyKeys(WEEK);
        assertThat(seen.addresses()).isNotEmpty().containsOnly(world.wire().address());
    }

    private Strace aWeekAndADay(Machine machine) throws Exception {
        machine.program(WEEK.minusDays(5), 9);
        world.to(WEEK);
        return watched(machine);
    }

    /** The program's first run after the end of its week. */
    private Strace watched(Machine machine) throws Exception {
        Strace strace = Strace.into(folder.path().resolve("strace.txt"));
        machine.under(strace).program(WEEK, 9);
        return strace;
    }
}
