package dev.limpid.server.ops;

import dev.limpid.server.file.DisposableLines;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The days on which networks sent more than one network may, with the number of such networks and of refused uploads.
 * They are published at {@code /data/notes.json} for readers of the data. Nothing records which networks they were.
 * Safe for use by many threads: this object's monitor guards the notes.
 */
public final class FloodNotes implements Resource {

    private static final Pattern LINE =
            Pattern.compile("\\{\"Date\":\"([0-9-]{10})\",\"Networks\":([0-9]{1,18}),\"Refused\":([0-9]{1,18})\\},?");

    private final Path file;
    private final SortedMap<LocalDate, Note> notes = new TreeMap<>();
    private boolean changed;

    private record Note(long networks, long refused) {}

    /** Reads the notes of this file, if it exists. Damaged lines are logged and skipped. */
    public FloodNotes(Path file) {
        this.file = file;
        DisposableLines.forEachLine(
                file,
                LINE,
                fields -> notes.put(
                        LocalDate.parse(fields.group(1)),
                        new Note(Long.parseLong(fields.group(2)), Long.parseLong(fields.group(3)))));
    }

    /** Counts one more refused upload of this day; {@code first} for its network's first. */
    public synchronized void refused(LocalDate day, boolean first) {
        notes.merge(
                day,
                new Note(first ? 1 : 0, 1),
                (a, b) -> new Note(a.networks() + b.networks(), a.refused() + b.refused()));
        changed = true;
    }

    /** Saves new notes; called now and then, and at the end. */
    public synchronized void save() throws IOException {
        if (changed) {
            DurableFile.write(file, json().getBytes(StandardCharsets.UTF_8));
            changed = false;
        }
    }

    @Override
    public synchronized Optional<Response> get(Request request) {
        return request.path().equals("/data/notes.json")
                ? Optional.of(new Response(
                        200,
                        "application/json; charset=utf-8",
                        json().getBytes(StandardCharsets.UTF_8),
                        Map.of("Cache-Control", "public, max-age=300", "Access-Control-Allow-Origin", "*")))
                : Optional.empty();
    }

    private String json() {
        StringBuilder json = new StringBuilder("[\n");
        notes.forEach((day, note) -> {
            json.append(json.length() > 2 ? ",\n" : "");
            json.append("{\"Date\":\"").append(day).append("\",\"Networks\":").append(note.networks());
            json.append(",\"Refused\":").append(note.refused()).append('}');
        });
        return json.append("\n]\n").toString();
    }
}
