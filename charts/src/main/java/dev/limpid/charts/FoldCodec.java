package dev.limpid.charts;

import dev.limpid.charts.StackSample.Occurrence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fold as bytes, to be kept or sent to another machine. The same reports give the same bytes. They are read back with
 * the plan they were made with, which the caller has to know; another one is refused where it can be told.
 *
 * <pre>
 * "limpid fold 3" · shape of the plan
 * strata   count · each: key 8 · reports … · for each program and cell: sums
 * unknown  count · each: day 4 · reports 8
 * stacks   count · each: day 4 · program 4 · chart 4 · cut 8 · count 4 · occurrences
 * sums     how many are not 0, then each: how many before it are 0 · its value; all as variable-length numbers
 * </pre>
 */
final class FoldCodec {

    private static final String MAGIC = "limpid fold 3";
    private static final int SEVEN_BITS = 0x7F;

    private FoldCodec() {}

    static byte[] write(ChartFold fold) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(MAGIC);
            out.writeInt(shape(fold.plan()));
            Map<Long, Stratum> strata = new TreeMap<>(fold.strata());
            out.writeInt(strata.size());
            for (Map.Entry<Long, Stratum> stratum : strata.entrySet()) {
                out.writeLong(stratum.getKey());
                write(stratum.getValue(), fold.plan(), out);
            }
            out.writeInt(fold.unknown().size());
            for (Map.Entry<Integer, Long> day : fold.unknown().entrySet()) {
                out.writeInt(day.getKey());
                out.writeLong(day.getValue());
            }
            writeStacks(fold, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Stratum stratum, ChartPlan plan, DataOutputStream out) throws IOException {
        writeSums(stratum.reports, out);
        for (ProgramPlan program : plan.programs()) {
            for (int cell = 0; cell < program.cells.count(); cell++) {
                long[] tally = stratum.find(program, cell);
                writeSums(tally == null ? new long[0] : tally, out);
            }
        }
    }

    private static void writeSums(long[] sums, DataOutputStream out) throws IOException {
        int filled = 0;
        for (long sum : sums) {
            filled += sum == 0 ? 0 : 1;
        }
        writeNumber(filled, out);
        int zeros = 0;
        for (long sum : sums) {
            if (sum == 0) {
                zeros++;
            } else {
                writeNumber(zeros, out);
                writeNumber(sum, out);
                zeros = 0;
            }
        }
    }

    private static void writeNumber(long number, DataOutputStream out) throws IOException {
        long rest = number;
        while ((rest & ~SEVEN_BITS) != 0) {
            out.write((int) (rest & SEVEN_BITS) | (SEVEN_BITS + 1));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void writeStacks(ChartFold fold, DataOutputStream out) throws IOException {
        List<ChartFold.PlacedStacks> all = fold.allStacks();
        out.writeInt(all.size());
        for (ChartFold.PlacedStacks one : all) {
            out.writeInt(one.day());
            out.writeInt(one.program());
            out.writeInt(one.chart());
            List<Occurrence> occurrences = one.sample().occurrences();
            out.writeDouble(one.sample().below());
            out.writeInt(occurrences.size());
            for (Occurrence occurrence : occurrences) {
                out.writeDouble(occurrence.x());
                out.writeUTF(occurrence.stack());
                out.writeInt(occurrence.config());
                out.writeInt(occurrence.version());
                out.writeLong(occurrence.events());
            }
        }
    }

    static ChartFold read(ChartPlan plan, byte[] bytes) throws IOException {
        ChartFold fold = new ChartFold(plan);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!in.readUTF().equals(MAGIC) || in.readInt() != shape(plan)) {
                throw new IOException("these bytes are no fold of this plan");
            }
            for (int strata = in.readInt(); strata > 0; strata--) {
                long key = in.readLong();
                read(fold.stratum((int) (key >> Integer.SIZE), (int) key), plan, in);
            }
            for (int days = in.readInt(); days > 0; days--) {
                fold.addUnknown(in.readInt(), in.readLong());
            }
            for (int samples = in.readInt(); samples > 0; samples--) {
                int day = in.readInt();
                ProgramPlan program = plan.programs().get(in.readInt());
                readStacks(fold.stackSample(day, program, in.readInt()), in);
            }
            return fold;
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("these bytes are no fold of this plan", e);
        }
    }

    private static void read(Stratum stratum, ChartPlan plan, DataInputStream in) throws IOException {
        readSums(stratum.reports, in, readNumber(in));
        for (ProgramPlan program : plan.programs()) {
            for (int cell = 0; cell < program.cells.count(); cell++) {
                long filled = readNumber(in);
                if (filled > 0) {
                    readSums(stratum.tally(program, cell), in, filled);
                }
            }
        }
    }

    private static void readSums(long[] sums, DataInputStream in, long filled) throws IOException {
        int at = 0;
        for (long i = 0; i < filled; i++) {
            at += (int) readNumber(in);
            sums[at] = readNumber(in);
            at++;
        }
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & SEVEN_BITS) << shift;
            if (next <= SEVEN_BITS) {
                return number;
            }
        }
    }

    private static void readStacks(StackSample sample, DataInputStream in) throws IOException {
        double below = in.readDouble();
        for (int occurrences = in.readInt(); occurrences > 0; occurrences--) {
            sample.add(new Occurrence(in.readDouble(), in.readUTF(), in.readInt(), in.readInt(), in.readLong()));
        }
        sample.cutAt(below);
    }

    /** Plans of another shape have another number here, nearly always. */
    private static int shape(ChartPlan plan) {
        int shape = plan.configCount();
        for (ProgramPlan program : plan.programs()) {
            shape = 31 * shape + program.name.hashCode();
            shape = 31 * shape + program.cells.count();
            for (Slots chart : program.charts) {
                shape = 31 * shape + chart.title().counter().hashCode();
                shape = 31 * shape + chart.buckets().hashCode();
            }
        }
        return shape;
    }
}
