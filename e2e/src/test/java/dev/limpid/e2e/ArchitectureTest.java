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
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
                    "charts.draw",
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

    /** The JDK's classes for files, network and clocks, which a pure module does not use. */
    private static final String[] INPUT_AND_OUTPUT = {
        "java.nio.file..", "java.nio.channels..", "java.net..", "java.net.http..",
    };

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
                    .dependOnClassesThat(resideInAnyPackage(INPUT_AND_OUTPUT).and(not(A_NAME)))
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
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(java.time.LocalDate.class, "now")
                    .check(ours);
        }
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
        for (List<Room> rooms : PARTS.values()) {
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

    private static String within(String module) {
        return "dev.limpid." + module + "..";
    }
}
