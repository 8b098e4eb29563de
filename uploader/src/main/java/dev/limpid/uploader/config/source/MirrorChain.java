package dev.limpid.uploader.config.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Asks one source after the other. If a source has nothing at a path, or fails, the next one is asked; one that failed
 * is not asked again. Sources can be mixed safely, because nothing that they serve is trusted before it is proven. Safe
 * for use by many threads: the set of failed sources is a concurrent one.
 */
final class MirrorChain implements LogFetcher {

    private final List<LogFetcher> sources;
    private final Set<LogFetcher> failed = new CopyOnWriteArraySet<>();

    MirrorChain(List<LogFetcher> sources) {
        this.sources = List.copyOf(sources);
    }

    private interface Question {
        byte[] ask(LogFetcher source) throws IOException;
    }

    @Override
    public byte[] fetch(String path, int mostBytes) throws IOException {
        return first(source -> source.fetch(path, mostBytes));
    }

    @Override
    public byte[] fetchEnd(String path, int lastBytes, int mostBytes) throws IOException {
        return first(source -> source.fetchEnd(path, lastBytes, mostBytes));
    }

    private byte[] first(Question question) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (LogFetcher source : sources) {
            if (failed.contains(source) && failed.size() < sources.size()) {
                continue;
            }
            try {
                byte[] answer = question.ask(source);
                failed.remove(source);
                return answer;
            } catch (NotFoundException e) {
                failures.add(e);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e; // an interrupt says nothing about the source, and no other is asked
                }
                failed.add(source);
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            throw new IOException("LIMPID_PROXY names no source for the configuration");
        }
        IOException last = failures.remove(failures.size() - 1);
        failures.forEach(last::addSuppressed);
        throw last;
    }
}
