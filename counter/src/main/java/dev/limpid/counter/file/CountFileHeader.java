package dev.limpid.counter.file;

/** What a count file of one build and week begins with, and what its journal's metadata frame holds. */
public final class CountFileHeader {
    private final byte[] metadata;

    /**
     * The header of this build and week.
     *
     * @param beginDay the day the week began, in days since 1970-01-01
     * @param endDay the day the week ends
     * @throws IllegalArgumentException if the metadata is longer than 512 bytes
     */
    public CountFileHeader(
            String program, String version, String runtime, String os, String arch, int beginDay, int endDay) {
        this(Journal.metadata(program, version, runtime, os, arch, beginDay, endDay));
    }

    CountFileHeader(byte[] metadata) {
        this.metadata = metadata;
        if (metadata.length > CountFormat.MAX_METADATA) {
            throw new IllegalArgumentException("the names of program and version take " + metadata.length
                    + " bytes of metadata, expected at most " + CountFormat.MAX_METADATA);
        }
    }

    /** The header of a count file: magic, length, metadata, zeros. */
    public byte[] bytes() {
        byte[] header = new byte[CountFormat.roundUp(CountFormat.METADATA + metadata.length, CountFormat.UNIT)];
        byte[] magic = Journal.utf8(CountFormat.MAGIC_TEXT);
        System.arraycopy(magic, 0, header, 0, magic.length);
        Journal.putInt(header, CountFormat.HEADER_LENGTH, header.length);
        System.arraycopy(metadata, 0, header, CountFormat.METADATA, metadata.length);
        return header;
    }
}
