package dev.limpid.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The arrows between modules, and between the packages of large modules, as ARCHITECTURE.md draws them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    /** Which of our modules each module may see. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("counter", List.of()),
            Map.entry("crashes", List.of("counter")),
            Map.entry("countfile", List.of("counter")),
            Map.entry("bridge", List.of("counter")),
            Map.entry("micrometer", List.of("bridge", "counter")),
            Map.entry("opentelemetry", List.of("bridge", "counter")),
            Map.entry("jfr", List.of("bridge", "counter")),
            Map.entry("lsp4j", List.of("uploader", "counter", "countfile", "protocol", "tlog")),
            Map.entry("swing", List.of("uploader", "counter", "countfile", "protocol", "tlog")),
            Map.entry("program", List.of("protocol")),
            Map.entry("protocol", List.of()),
            Map.entry("tlog", List.of()),
            Map.entry("uploader", List.of("counter", "countfile", "protocol", "tlog")),
            Map.entry("charts", List.of("protocol")),
            Map.entry("web", List.of("charts", "protocol")),
            Map.entry("server", List.of("protocol", "tlog", "charts", "web")),
            Map.entry("cli", List.of("uploader", "charts", "web", "counter", "countfile", "protocol", "tlog")),
            Map.entry("testkit", List.of("counter", "countfile", "protocol", "server"))));

    /**
     * The packages of charts, each with those that it may see. A package comes after those that it sees, so there are
     * no cycles.
     */
    private static final List<Room> CHARTS = List.of(
            new Room("charts.json"),
            new Room("charts.stacks"),
            new Room("charts", "charts.json", "charts.stacks"),
            new Room("charts.statistics", "charts"),
            new Room("charts.plan", "charts"),
            new Room("charts.fold", "charts.plan"),
            new Room("charts.estimate", "charts", "charts.statistics", "charts.plan", "charts.fold"),
            new Room(
                    "charts.difference",
                    "charts",
                    "charts.statistics",
                    "charts.plan",
                    "charts.fold",
                    "charts.estimate"),
            new Room(
                    "charts.result",
                    "charts",
                    "charts.stacks",
                    "charts.statistics",
                    "charts.plan",
                    "charts.fold",
                    "charts.estimate",
                    "charts.difference"),
            new Room("charts.compare", "charts", "charts.statistics"),
            new Room("charts.triage", "charts", "charts.stacks"));

    /** The packages of publication, in the same form. */
    private static final List<Room> PUBLICATION = List.of(
            new Room("server.publish.distinct"),
            new Room("server.publish.file", "server.publish.distinct"),
            new Room("server.publish.index", "server.publish.file"),
            new Room("server.publish.gate", "server.publish.distinct", "server.publish.file", "server.publish.index"),
            new Room(
                    "server.publish",
                    "server.publish.distinct",
                    "server.publish.file",
                    "server.publish.index",
                    "server.publish.gate"));

    /** The packages of the user's commands, in the same form. */
    private static final List<Room> COMMANDS = List.of(
            new Room("cli.context"),
            new Room("cli.command", "cli.context"),
            new Room("cli.consent", "cli.context", "cli.command"),
            new Room("cli.data", "cli.context", "cli.command", "cli.consent"),
            new Room("cli.sending", "cli.context", "cli.command"),
            new Room("cli.verify", "cli.context", "cli.command"),
            new Room("cli.count", "cli.context", "cli.command"),
            new Room("cli.view", "cli.context", "cli.command"),
            new Room("cli.chart", "cli.context", "cli.command"),
            new Room(
                    "cli",
                    "cli.context",
                    "cli.command",
                    "cli.consent",
                    "cli.data",
                    "cli.sending",
                    "cli.verify",
                    "cli.count",
                    "cli.view",
                    "cli.chart"));

    /** The packages of the user's side, in the same form. */
    private static final List<Room> USERS_SIDE = List.of(
            new Room("uploader.file"),
            new Room("uploader.http"),
            new Room("uploader.report"),
            new Room("uploader.home", "uploader.report"),
            new Room("uploader.config.source", "uploader.http"),
            new Room("uploader.config.proof", "uploader.config.source"),
            new Room("uploader.config", "uploader.file", "uploader.config.source", "uploader.config.proof"),
            new Room("uploader.send", "uploader.http"),
            new Room(
                    "uploader.route",
                    "uploader.home",
                    "uploader.config",
                    "uploader.config.source",
                    "uploader.config.proof",
                    "uploader.send"),
            new Room(
                    "uploader.run",
                    "uploader.file",
                    "uploader.report",
                    "uploader.home",
                    "uploader.config",
                    "uploader.route",
                    "uploader.send"),
            new Room(
                    "uploader.consent",
                    "uploader.home",
                    "uploader.config",
                    "uploader.config.proof",
                    "uploader.route",
                    "uploader.run"),
            new Room("uploader.embed", "uploader.file", "uploader.home", "uploader.run"));

    /** The packages of the HTTP server, in the same form. */
    private static final List<Room> HTTP = List.of(
            new Room("server.http"),
            new Room("server.http.limit", "server.http"),
            new Room("server.http.message", "server.http"),
            new Room("server.http.front", "server.http", "server.http.limit", "server.http.message"));

    /** The rooms of the stores, likewise. */
    private static final List<Room> STORES = List.of(
            new Room("server.storage"),
            new Room("server.storage.segment", "server.storage"),
            new Room("server.storage.local", "server.storage", "server.storage.segment"),
            new Room("server.storage.s3", "server.storage"));

    /** The rooms of the intake, likewise. */
    private static final List<Room> INTAKE =
            List.of(new Room("server.intake.limit"), new Room("server.intake", "server.intake.limit"));

    /**
     * From the log to the public: the log does not know what it logs, configurations are read from it, and intake,
     * publication and site follow them. Unlike the parts above, these are only some packages of the server, each with
     * all packages below it.
     */
    private static final List<Room> FROM_THE_LOG = List.of(
            new Room("server.log"),
            new Room("server.configuration", "server.log"),
            new Room("server.publish", "server.configuration"),
            new Room("server.intake", "server.configuration", "server.publish"),
            new Room("server.site", "server.log", "server.configuration", "server.publish"));

    /** Each part by the name of its package, with all of its rooms. */
    private static final Map<String, List<Room>> PARTS = new TreeMap<>(Map.of(
            "charts", CHARTS,
            "server.publish", PUBLICATION,
            "server.http", HTTP,
            "server.storage", STORES,
            "server.intake", INTAKE,
            "uploader", USERS_SIDE,
            "cli", COMMANDS));

    /** A package, and the packages of its module that it may see. */
    private record Room(String name, List<String> seen) {

        Room(String name, String... seen) {
            this(name, List.of(seen));
        }

        String packageName() {
            return "dev.limpid." + name;
        }
    }

    /** The JDK's packages for files and network, which a pure module does not use. */
    private static final String[] INPUT_AND_OUTPUT = {
        "java.nio.file..", "java.nio.channels..", "java.net..", "java.net.http..",
    };

    /** The classes for files and processes in packages that also have other classes. */
    private static final DescribedPredicate<JavaClass> FILES_AND_PROCESSES = belongToAnyOf(
            File.class,
            FileDescriptor.class,
            FileInputStream.class,
            FileOutputStream.class,
            FileReader.class,
            FileWriter.class,
            RandomAccessFile.class,
            Runtime.class,
            Process.class,
            ProcessBuilder.class,
            ProcessHandle.class);

    /** Every way to the machine's time: a clock that is passed in is not one. */
    private static final DescribedPredicate<JavaAccess<?>> ASKS_THE_MACHINES_CLOCK =
            DescribedPredicate.describe("asks the machine's clock", ArchitectureTest::asksTheMachinesClock);

    /** The template compiler's output for a page's template is the page's body. */
    private static final String GENERATED = "dev.limpid.web.template..";

    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.limpid");

    /** An address is a text with a grammar; examining it does not use the network. */
    private static final DescribedPredicate<JavaClass> A_NAME = belongToAnyOf(URI.class, URISyntaxException.class);

    @Test
    void everyModule_isThere() {
        for (String module : ARROWS.keySet()) {
            assertThat(ours.stream().anyMatch(type -> type.getPackageName().startsWith("dev.limpid." + module)))
                    .as("classes of module %s on the class path", module)
                    .isTrue();
        }
    }

    @Test
    void everyModule_seesOnlyWhatItsArrowsAllow() {
        ARROWS.forEach((module, allowed) -> {
            TreeSet<String> hidden = new TreeSet<>(ARROWS.keySet());
            hidden.removeAll(allowed);
            hidden.remove(module);
            hidden.addAll(List.of("dist", "examples"));
            noClasses()
                    .that()
                    .resideInAPackage(within(module))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            hidden.stream().map(ArchitectureTest::within).toArray(String[]::new))
                    .as("classes of " + module + " should see nothing of ours but " + allowed)
                    .check(ours);
        });
    }

    @Test
    void testkit_seesOnlyTheStoresOfTheServerAndOnlyForTheirContract() {
        noClasses()
                .that()
                .resideInAPackage(within("testkit"))
                .and()
                .resideOutsideOfPackage(within("testkit.store"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("server"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(within("testkit.store"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(within("server")).and(not(resideInAPackage(within("server.storage")))))
                .check(ours);
    }

    @Test
    void counter_seesNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(within("counter"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", within("counter"), "org.jspecify.annotations..")
                .check(ours);
    }

    @Test
    void pureModules_touchNoFileSocketOrProcess() {
        for (String module : List.of("protocol", "tlog", "charts", "web")) {
            noClasses()
                    .that()
                    .resideInAPackage(within(module))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(INPUT_AND_OUTPUT)
                            .and(not(A_NAME))
                            .or(FILES_AND_PROCESSES))
                    .check(ours);
        }
    }

    @Test
    void pureModules_readNoClock() {
        for (String module : List.of("protocol", "tlog", "charts", "web")) {
            noClasses()
                    .that()
                    .resideInAPackage(within(module))
                    .should()
                    .accessTargetWhere(ASKS_THE_MACHINES_CLOCK)
                    .check(ours);
        }
    }

    /** What the two rules forbid to pure modules, they find in code that does it. */
    @Test
    void rulesOfPureModules_findWhatTheyForbid() {
        JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);
        JavaClass type = impure.get(Impure.class);
        assertThat(type.getAccessesFromSelf().stream()
                        .filter(ASKS_THE_MACHINES_CLOCK)
                        .map(access -> access.getTargetOwner().getSimpleName() + "." + access.getName()))
                .containsExactlyInAnyOrder(
                        "System.currentTimeMillis",
                        "System.nanoTime",
                        "Clock.systemUTC",
                        "Clock.tickSeconds",
                        "ZonedDateTime.now",
                        "LocalDate.now",
                        "Instant.now",
                        "Date.<init>");
        assertThat(type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(FILES_AND_PROCESSES)
                        .map(JavaClass::getSimpleName)
                        .distinct())
                .containsExactlyInAnyOrder("File", "ProcessBuilder");
    }

    /** Asks the machine in every way, and a given clock in two. */
    @SuppressWarnings("JavaUtilDate") // it is one of the ways
    static final class Impure {
        final List<Object> asked = List.of(
                System.currentTimeMillis(),
                (LongSupplier) System::nanoTime,
                Clock.systemUTC(),
                Clock.tickSeconds(ZoneOffset.UTC),
                ZonedDateTime.now(ZoneOffset.UTC),
                LocalDate.now(ZoneOffset.UTC),
                (Supplier<Instant>) Instant::now,
                new Date(),
                new Date(0),
                Instant.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                LocalDate.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                new File("file"),
                new ProcessBuilder("process"));
    }

    private static boolean asksTheMachinesClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis") || name.equals("nanoTime");
        }
        if (owner.isEquivalentTo(Clock.class)) {
            // Clock.tick takes a clock, the others a zone.
            return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>") && target.getRawParameterTypes().isEmpty();
        }
        return owner.getPackageName().startsWith("java.time")
                && name.equals("now")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    @Test
    void packages_formNoCycles() {
        for (String module : ARROWS.keySet()) {
            slices().matching("dev.limpid." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .ignoreDependency(resideInAPackage(GENERATED), alwaysTrue())
                    .allowEmptyShould(true)
                    .check(ours);
        }
    }

    @Test
    void parts_haveNoOtherRooms() {
        PARTS.forEach(this::assertHasNoOtherRooms);
    }

    private void assertHasNoOtherRooms(String part, List<Room> rooms) {
        assertThat(ours.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> (name + ".").startsWith("dev.limpid." + part + "."))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        rooms.stream().map(Room::packageName).toList());
    }

    @Test
    void rooms_seeOnlyThoseBeforeThem() {
        for (List<Room> rooms : all()) {
            List<String> before = new ArrayList<>();
            for (Room room : rooms) {
                assertThat(before).as("rooms before " + room.name()).containsAll(room.seen());
                before.add(room.name());
            }
        }
    }

    @Test
    void rooms_seeOnlyWhatTheirArrowsAllow() {
        for (List<Room> rooms : PARTS.values()) {
            for (Room room : rooms) {
                String[] hidden = rooms.stream()
                        .filter(other -> !other.equals(room) && !room.seen().contains(other.name()))
                        .map(Room::packageName)
                        .toArray(String[]::new);
                if (hidden.length > 0) {
                    noClasses()
                            .that()
                            .resideInAPackage(room.packageName())
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(hidden)
                            .as("classes of " + room.name() + " should see no room of the part but " + room.seen())
                            .check(ours);
                }
            }
        }
    }

    @Test
    void packagesFromTheLogOn_seeNoneAfterThem() {
        for (Room room : FROM_THE_LOG) {
            String[] hidden = FROM_THE_LOG.stream()
                    .filter(other -> !other.equals(room) && !room.seen().contains(other.name()))
                    .map(other -> within(other.name()))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(within(room.name()))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(hidden)
                    .as("classes of " + room.name() + " should see of these packages only " + room.seen())
                    .check(ours);
        }
    }

    private static List<List<Room>> all() {
        List<List<Room>> all = new ArrayList<>(PARTS.values());
        all.add(FROM_THE_LOG);
        return all;
    }

    private static String within(String module) {
        return "dev.limpid." + module + "..";
    }
}
