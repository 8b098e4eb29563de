package dev.limpid.server.log.serve;

import dev.limpid.server.http.Response;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.PublishedHead;
import dev.limpid.server.log.tree.PublishedTree;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves a tree as C2SP tlog-tiles and as a Go checksum database. */
final class TreeEndpoint implements LogEndpoint {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";
    private static final String LOOKUP = "lookup/";

    private final PublishedTree log;

    TreeEndpoint(PublishedTree log) {
        this.log = log;
    }

    @Override
    public Optional<Response> get(String path) throws IOException {
        if (path.equals("checkpoint")) {
            return Optional.of(LogEndpoint.mutable(TEXT, log.head().note().toBytes()));
        }
        if (path.equals("latest")) {
            return Optional.of(LogEndpoint.mutable(TEXT, log.head().goNote().toBytes()));
        }
        if (path.startsWith(LOOKUP)) {
            return Optional.of(lookup(path.substring(LOOKUP.length())));
        }
        return path.startsWith("tile/") ? tile(path) : Optional.empty();
    }

    private Optional<Response> tile(String path) throws IOException {
        Tile tile;
        boolean go = path.startsWith("tile/8/") && path.indexOf('/', "tile/8/".length()) > 0;
        try {
            tile = go && !path.startsWith("tile/8/x") ? Tile.parseGo(path) : Tile.parse(path);
        } catch (LogFormatException e) {
            return Optional.of(Response.text(400, e.getMessage()));
        }
        Optional<byte[]> bytes = log.tile(tile);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        if (tile.level() != Tile.ENTRIES) {
            return Optional.of(LogEndpoint.immutable(BYTES, bytes.get()));
        }
        if (go) {
            return Optional.of(LogEndpoint.immutable(TEXT, records(bytes.get())));
        }
        // A client that needs only the last record requests the end of the tile.
        return Optional.of(LogEndpoint.immutable(BYTES, bytes.get()).withRanges());
    }

    /** Entries in the checksum database's form: each record and a line feed. */
    static byte[] records(byte[] entryTile) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            for (byte[] entry : EntryTile.decode(entryTile)) {
                text.writeBytes(entry);
                text.write('\n');
            }
        } catch (LogFormatException e) {
            throw new CorruptLogException(e.getMessage());
        }
        return text.toByteArray();
    }

    private Response lookup(String key) {
        int at = key.lastIndexOf('@');
        ModulePath path;
        ModuleVersion version;
        try {
            if (at < 0) {
                throw new LogFormatException("a lookup is written path@version");
            }
            path = ModulePath.unescape(key.substring(0, at));
            version = ModuleVersion.unescape(key.substring(at + 1));
        } catch (LogFormatException e) {
            return Response.text(400, e.getMessage());
        }
        PublishedHead head = log.head();
        return log.find(path, version)
                .filter(index -> index < head.size())
                .map(index -> LogEndpoint.mutable(TEXT, lookup(index, record(path, version), head)))
                .orElseGet(() -> Response.text(404, "no record of " + path + "@" + version + " in this log"));
    }

    private ModuleRecord record(ModulePath path, ModuleVersion version) {
        return log.record(path, version).orElseThrow();
    }

    static byte[] lookup(long index, ModuleRecord record, PublishedHead head) {
        return (index + "\n" + record + "\n" + head.goNote()).getBytes(StandardCharsets.UTF_8);
    }
}
