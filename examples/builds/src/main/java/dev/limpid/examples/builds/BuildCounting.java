package dev.limpid.examples.builds;

import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import java.time.Duration;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.eventspy.AbstractEventSpy;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * Counts builds: how they end, what they were asked for, how long they take, and where they fail. Maven finds it by the list in
 * {@code META-INF/sisu}. Never throws and never prints: a build must not notice it. Maven sends events from several threads at once if
 * it builds modules in parallel; counters are thread-safe, and the fields here are guarded by this object's monitor.
 */
@Named
@Singleton
public final class BuildCounting extends AbstractEventSpy {

    private static final String COLLECTION = "telemetry.limpid.dev";
    private static final String PROGRAM = "limpid.dev/build";

    private @Nullable Telemetry telemetry;
    private long begun;

    /** Called by Maven. */
    public BuildCounting() {}

    @Override
    public synchronized void onEvent(Object event) {
        if (event instanceof ExecutionEvent execution) {
            try {
                count(execution);
            } catch (RuntimeException | LinkageError e) {
                return; // a build is worth more than a count
            }
        }
    }

    @Override
    public synchronized void close() {
        if (telemetry != null) {
            telemetry.close();
            telemetry = null;
        }
    }

    private void count(ExecutionEvent event) {
        switch (event.getType()) {
            case SessionStarted -> begin();
            case MojoFailed ->
                BuildCounters.failedAt(event.getMojoExecution().getArtifactId()).increment();
            case SessionEnded -> end(event.getSession());
            default -> {}
        }
    }

    private void begin() {
        begun = System.nanoTime();
        if (telemetry == null) {
            String version = BuildCounting.class.getPackage().getImplementationVersion();
            telemetry = Telemetry.start(TelemetryOptions.builder()
                    .collection(COLLECTION)
                    .program(PROGRAM, version == null ? "devel" : version)
                    .withoutCrashes() // Maven's own crashes are not ours to count
                    .build());
        }
    }

    private void end(MavenSession session) {
        List<String> goals = session.getGoals();
        BuildCounters.result(!session.getResult().hasExceptions()).increment();
        BuildCounters.phase(goals.isEmpty() ? "" : goals.get(goals.size() - 1)).increment();
        BuildCounters.TIME.record(Duration.ofNanos(System.nanoTime() - begun));
    }
}
