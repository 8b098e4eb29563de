package dev.limpid.uploader.config.proof;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.module.ModuleRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A configuration that is proven to be in the log.
 *
 * @param config what may be asked
 * @param charts the decided charts it was generated from; empty if this version of the program cannot read them
 * @param record the entry of the log
 * @param index the index of that entry
 * @param checkpoint the head that proves it
 * @param cosigned who cosigned that head, and when
 * @param witnesses the names of those cosigners that are independent of the log
 * @param checkedAt when this machine last saw a head that proves it
 */
public record VerifiedConfig(
        CollectionConfig config,
        List<Chart> charts,
        ModuleRecord record,
        long index,
        Checkpoint checkpoint,
        Map<String, Instant> cosigned,
        List<String> witnesses,
        Instant checkedAt) {

    public VerifiedConfig {
        charts = List.copyOf(charts);
        cosigned = Map.copyOf(cosigned);
        witnesses = List.copyOf(witnesses);
    }
}
