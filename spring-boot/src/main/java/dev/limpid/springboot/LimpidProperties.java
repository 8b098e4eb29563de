package dev.limpid.springboot;

import dev.limpid.bridge.CountingRule;
import dev.limpid.counter.CollectionIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A program's settings for telemetry. If no collection or no program is set, it comes from {@code META-INF/limpid/program.properties}.
 * Spring sets the properties on one thread before anything reads them.
 */
@ConfigurationProperties("limpid")
public class LimpidProperties {
    /** Whether the program takes part. The user's mode still decides whether anything is counted or sent. */
    private boolean enabled;

    /** The collection's name, such as telemetry.example.org. */
    private String collection = "";

    /** Where answers are sent; empty to count on this machine only. */
    private String upload = "";

    /** Where the log of configurations is. */
    private String config = "";

    /** The keys of the log and its witnesses, as the server's operator prints them. */
    private String policy = "";

    /** Whether nothing is counted until the user chooses. */
    private boolean startingOff;

    /** The program's name, such as org.example/tool. */
    private String program = "";

    /** Its version; a snapshot is never sent. */
    private String version = "";

    /** Prefixes of the names of classes that stacks may show. */
    private List<String> frames = new ArrayList<>();

    /** Whether the program sends answers in the background if its user's mode is on. */
    private boolean reporting = true;

    /** The program's meters that are counted, and under which names. No other meter is counted. */
    private List<ListedMeter> meters = new ArrayList<>();

    /** The collection that these properties name. */
    CollectionIdentity identity() {
        return collection.isEmpty()
                ? CollectionIdentity.ofProgram()
                : new CollectionIdentity(collection, upload, config, policy, startingOff);
    }

    /** One entry of the list of meters. */
    public static class ListedMeter {
        /** The meter's name, such as http.server.requests. */
        private String meter = "";

        /** The counter's name, in which {key} stands for the value of a tag. */
        private String counter = "";

        /** What the bounds measure: events (no bounds), durations, sizes, numbers or percentages. */
        private Kind kind = Kind.EVENTS;

        /** The bounds of the buckets, such as 10ms, 100ms, 1s. */
        private List<String> bounds = new ArrayList<>();

        /** The tags that are counted, each with all of its values. */
        private Map<String, List<String>> tags = new LinkedHashMap<>();

        /** What is counted of a meter. */
        public enum Kind {
            EVENTS,
            DURATIONS,
            SIZES,
            NUMBERS,
            PERCENTAGES
        }

        CountingRule listed() {
            String[] texts = bounds.toArray(new String[0]);
            CountingRule.Builder builder = switch (kind) {
                case EVENTS -> CountingRule.events(meter);
                case DURATIONS -> CountingRule.durations(meter, texts);
                case SIZES -> CountingRule.sizes(meter, texts);
                case NUMBERS -> CountingRule.numbers(meter, texts);
                case PERCENTAGES -> CountingRule.percentages(meter, texts);
            };
            tags.forEach((key, values) -> builder.tag(key, values.toArray(new String[0])));
            return builder.as(counter);
        }

        public String getMeter() {
            return meter;
        }

        public void setMeter(String meter) {
            this.meter = meter;
        }

        public String getCounter() {
            return counter;
        }

        public void setCounter(String counter) {
            this.counter = counter;
        }

        public Kind getKind() {
            return kind;
        }

        public void setKind(Kind kind) {
            this.kind = kind;
        }

        public List<String> getBounds() {
            return bounds;
        }

        public void setBounds(List<String> bounds) {
            this.bounds = bounds;
        }

        public Map<String, List<String>> getTags() {
            return tags;
        }

        public void setTags(Map<String, List<String>> tags) {
            this.tags = tags;
        }
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getCollection() {
        return collection;
    }

    public void setCollection(String collection) {
        this.collection = collection;
    }

    public String getUpload() {
        return upload;
    }

    public void setUpload(String upload) {
        this.upload = upload;
    }

    public String getConfig() {
        return config;
    }

    public void setConfig(String config) {
        this.config = config;
    }

    public String getPolicy() {
        return policy;
    }

    public void setPolicy(String policy) {
        this.policy = policy;
    }

    public boolean isStartingOff() {
        return startingOff;
    }

    public void setStartingOff(boolean startingOff) {
        this.startingOff = startingOff;
    }

    public String getProgram() {
        return program;
    }

    public void setProgram(String program) {
        this.program = program;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public List<String> getFrames() {
        return frames;
    }

    public void setFrames(List<String> frames) {
        this.frames = frames;
    }

    public boolean isReporting() {
        return reporting;
    }

    public void setReporting(boolean reporting) {
        this.reporting = reporting;
    }

    public List<ListedMeter> getMeters() {
        return meters;
    }

    public void setMeters(List<ListedMeter> meters) {
        this.meters = meters;
    }
}
