package dev.limpid.jfr;

import dev.limpid.bridge.CountingRules;
import dev.limpid.bridge.Target;
import dev.limpid.counter.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventSettings;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * The recording. A separate class from the public one, since a JVM may lack the flight recorder.
 *
 * <p>The stream's own thread counts, while any thread may close the recording: the time of closing is atomic, latches
 * tell what was read, and the monitor of {@link #COUNTED} guards the sums of all recordings.
 */
final class EventRecording implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final String THROWER = "thrower";
    private static final String EXCEPTIONS = "jdk.JavaExceptionThrow";

    /**
     * By source: the value up to which a sum since the start of the JVM was counted. A second recording continues from
     * there.
     */
    private static final Map<String, Double> COUNTED = new HashMap<>();

    /** When this event arrives, all earlier ones were delivered, since the recorder keeps their order. */
    @Name("dev.limpid.jfr.End")
    @StackTrace(false)
    @Enabled(false)
    static final class End extends Event {}

    private final CountingRules list;
    private final RecordingStream stream = new RecordingStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** When {@link #close} was called, and whether a sum was read since. */
    private final AtomicReference<Instant> closing = new AtomicReference<>(Instant.MAX);

    private final CountDownLatch sumRead;

    private EventRecording(CountingRules list, boolean hasSums) {
        this.list = list;
        this.sumRead = new CountDownLatch(hasSums ? 1 : 0);
    }

    static EventRecording start(Telemetry telemetry, CountingRules list) {
        boolean hasSums =
                list.sources().stream().anyMatch(source -> source.indexOf('/') > 0 && !list.hasBuckets(source));
        EventRecording recorded = new EventRecording(list, hasSums);
        Map<String, TreeSet<String>> fields = new TreeMap<>();
        for (String source : list.sources()) {
            int slash = source.indexOf('/');
            fields.computeIfAbsent(slash < 0 ? source : source.substring(0, slash), event -> new TreeSet<>())
                    .add(slash < 0 ? "" : source.substring(slash + 1));
        }
        RecordingStream stream = recorded.stream;
        try {
            if (fields.containsKey(EXCEPTIONS)) {
                // Java 25 records exceptions, but a stream gets them only if it enables errors, too.
                stream.enable("jdk.JavaErrorThrow").withoutStackTrace();
            }
            fields.forEach((event, names) -> {
                recorded.enable(event);
                stream.onEvent(event, happened -> recorded.count(event, names, happened));
            });
            stream.enable(End.class);
            stream.onEvent("dev.limpid.jfr.End", end -> recorded.ended.countDown());
            stream.onFlush(() -> {
                if (!telemetry.isCounting()) {
                    stream.close();
                }
            });
            // Otherwise the stream prints a stack trace on the program's standard error.
            stream.onError(failure -> list.refuse("an event could not be counted: " + failure));
            stream.onClose(recorded.ended::countDown);
            stream.startAsync();
            return recorded;
        } catch (RuntimeException | Error e) {
            stream.close();
            throw e;
        }
    }

    /** Enables every event, however short; with its stack only where that is needed. */
    private void enable(String event) {
        EventSettings settings = stream.enable(event).withoutThreshold();
        if (event.equals(EXCEPTIONS)) {
            settings.withStackTrace();
        } else {
            settings.withoutStackTrace().withPeriod(PERIOD);
        }
    }

    boolean isRunning() {
        return ended.getCount() > 0;
    }

    private void count(String event, Set<String> fields, RecordedEvent happened) {
        for (String field : fields) {
            String source = field.isEmpty() ? event : event + "/" + field;
            List<Target> targets = list.targets(source, tag -> text(happened, tag));
            if (!targets.isEmpty()) {
                double value = field.isEmpty() ? nanos(happened.getDuration()) : number(source, happened, field);
                double more = field.isEmpty() ? 1 : growth(source, value, targets, happened);
                for (Target target : targets) {
                    if (target.hasBuckets()) {
                        target.record(value);
                    } else {
                        target.add(more);
                    }
                }
            }
        }
    }

    /** By how much the sum grew since it was last read, if a target counts that. */
    private double growth(String source, double value, List<Target> targets, RecordedEvent happened) {
        if (targets.stream().allMatch(Target::hasBuckets)) {
            return 0;
        }
        if (happened.getStartTime().isAfter(closing.get())) {
            sumRead.countDown();
        }
        synchronized (COUNTED) {
            double before = COUNTED.getOrDefault(source, 0.0);
            if (value >= 0) {
                COUNTED.put(source, value);
            }
            return value >= before ? value - before : value;
        }
    }

    private double number(String source, RecordedEvent happened, String field) {
        Object value = happened.hasField(field) ? happened.getValue(field) : null;
        if (value instanceof Number number && isTimespan(happened, field)) {
            return number.longValue() < 0 ? Double.NaN : nanos(happened.getDuration(field));
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        list.refuse(source + " is not a number in the event "
                + happened.getEventType().getName());
        return Double.NaN;
    }

    private static boolean isTimespan(RecordedEvent happened, String field) {
        return happened.getEventType().getField(field) != null
                && happened.getEventType().getField(field).getAnnotation(Timespan.class) != null;
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }

    private static @Nullable String text(RecordedEvent happened, String tag) {
        if (tag.equals(THROWER)) {
            return thrower(happened);
        }
        Object value = happened.hasField(tag) ? happened.getValue(tag) : null;
        return value instanceof RecordedClass type ? type.getName() : value == null ? null : value.toString();
    }

    /** The first class on the stack outside of constructors: an exception is recorded in its own constructor. */
    private static @Nullable String thrower(RecordedEvent happened) {
        if (happened.getStackTrace() != null) {
            for (RecordedFrame frame : happened.getStackTrace().getFrames()) {
                if (!"<init>".equals(frame.getMethod().getName())) {
                    return frame.getMethod().getType().getName();
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            closing.compareAndSet(Instant.MAX, Instant.now());
            if (isRunning()) {
                sumRead.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            }
            new End().commit();
            ended.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stream.close();
    }
}
