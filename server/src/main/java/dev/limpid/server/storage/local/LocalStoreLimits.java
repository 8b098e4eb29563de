package dev.limpid.server.storage.local;

/**
 * The limits of the local store.
 *
 * @param segmentBytes a segment file beyond this length is not appended to
 * @param reserveBytes with less free space than this the store counts as full, so that the log and the published data
 *     on the same disk can still be written
 * @param waitingBytes how many bytes of answers may wait for the disk
 */
public record LocalStoreLimits(long segmentBytes, long reserveBytes, long waitingBytes) {

    /** 64 MiB segments, 64 MiB reserve, 32 MiB waiting. */
    public static LocalStoreLimits usual() {
        return new LocalStoreLimits(64L << 20, 64L << 20, 32L << 20);
    }
}
