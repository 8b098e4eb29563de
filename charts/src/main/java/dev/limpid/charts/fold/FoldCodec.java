package dev.limpid.charts.fold;

import dev.limpid.charts.fold.AnswerFold.StackKey;
import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.fold.StackSample.Occurrence;
import dev.limpid.charts.plan.QuestionPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fold as bytes, to store or send to another machine. The same answers give the same bytes. Reading them needs the
 * plan that they were made with. The caller has to provide it; a different plan is refused where it can be recognised.
 *
 * <pre>
 * "limpid fold 6" · shape of the plan
 * unknown  count · each: day 4 · answers 8
 * sums     count · each: day 4 · chart 4 · config 4 · sums of all · count of cells · each: cell 8 · sums
 * stacks   count · each: day 4 · chart 4 · key · cut 8 · count · lines
 * sums     count of longs · each: zeros before it · value; bin by bin; all as variable-length numbers
 * </pre>
 */
final class FoldCodec {

    private static final String MAGIC = "limpid fold 6";
    private static final int SEVEN_BITS = 0x7F;

    /** No fold contains a longer text; one that claims to is rejected before memory is allocated for it. */
    private static final int MOST_LENGTH = 1 << 20;

    private FoldCodec() {}

    static byte[] write(AnswerFold fold) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(MAGIC);
            out.writeInt(fold.plan().shapeHash());
            out.writeInt(fold.unknown().size());
            for (Map.Entry<LocalDate, Long> week : fold.unknown().entrySet()) {
                out.writeInt((int) week.getKey().toEpochDay());
                out.writeLong(week.getValue());
            }
            out.writeInt(fold.sums().size());
            for (Map.Entry<AnswerFold.Key, Strata> strata : fold.sums().entrySet()) {
                out.writeInt(strata.getKey().day());
                out.writeInt(strata.getKey().chart());
                out.writeInt(strata.getKey().config());
                write(strata.getValue().all, out);
                out.writeInt(strata.getValue().cells().size());
                for (Map.Entry<Long, ChartSums> cell : strata.getValue().cells().entrySet()) {
                    out.writeLong(cell.getKey());
                    write(cell.getValue(), out);
                }
            }
            out.writeInt(fold.stacks().size());
            for (Map.Entry<StackKey, StackSample> stacks : fold.stacks().entrySet()) {
                out.writeInt(stacks.getKey().day());
                out.writeInt(stacks.getKey().chart());
                write(stacks.getValue(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(ChartSums sums, DataOutputStream out) throws IOException {
        writeLongs(sums.toLongs(), out);
        for (int bin = 0; bin < ChartSums.TotalBin.COUNT; bin++) {
            ChartSums.TotalBin of = sums.find(bin);
            if (of != null) {
                out.write(bin + 1);
                writeLongs(of.toLongs(), out);
            }
        }
        out.write(0);
    }

    private static void writeLongs(long[] longs, DataOutputStream out) throws IOException {
        int filled = 0;
        for (long one : longs) {
            filled += one == 0 ? 0 : 1;
        }
        writeNumber(filled, out);
        int zeros = 0;
        for (long one : longs) {
            if (one == 0) {
                zeros++;
            } else {
                writeNumber(zeros, out);
                writeNumber(one, out);
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

    private static void write(StackSample sample, DataOutputStream out) throws IOException {
        List<Line> lines = sample.lines();
        write(sample.key(), out);
        out.writeDouble(sample.threshold());
        out.writeInt(lines.size());
        for (Line line : lines) {
            out.writeDouble(line.priority());
            out.writeLong(line.machines());
            out.writeInt(line.config());
            out.writeInt(line.stacks().size());
            for (Occurrence one : line.stacks()) {
                write(one.stack().getBytes(StandardCharsets.UTF_8), out);
                out.writeInt(one.values().size());
                for (int value : one.values()) {
                    out.writeInt(value);
                }
                out.writeLong(one.events());
            }
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static AnswerFold read(QuestionPlan plan, byte[] bytes) throws IOException {
        AnswerFold fold = new AnswerFold(plan);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!in.readUTF().equals(MAGIC) || in.readInt() != plan.shapeHash()) {
                throw new IOException("these bytes are not a fold of this plan");
            }
            for (int weeks = in.readInt(); weeks > 0; weeks--) {
                fold.unknown().merge(LocalDate.ofEpochDay(in.readInt()), in.readLong(), Long::sum);
            }
            for (int sums = in.readInt(); sums > 0; sums--) {
                Strata strata = fold.strata(new AnswerFold.Key(in.readInt(), in.readInt(), in.readInt()));
                read(strata.all, in);
                for (int cells = in.readInt(); cells > 0; cells--) {
                    read(strata.cell(in.readLong()), in);
                }
            }
            for (int samples = in.readInt(); samples > 0; samples--) {
                StackKey at = new StackKey(in.readInt(), in.readInt());
                StackSample sample = new StackSample(readBytes(in));
                readLines(sample, in);
                fold.stacks().put(at, sample);
            }
            if (in.read() >= 0) {
                throw new IOException("there are more bytes after the fold, expected its end");
            }
            return fold;
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("these bytes are not a fold of this plan", e);
        }
    }

    private static void read(ChartSums sums, DataInputStream in) throws IOException {
        long[] longs = sums.toLongs();
        readLongs(longs, in);
        sums.setLongs(longs);
        for (int bin = in.readUnsignedByte(); bin > 0; bin = in.readUnsignedByte()) {
            long[] of = new ChartSums.TotalBin(sums.columns()).toLongs();
            readLongs(of, in);
            sums.put(bin - 1, ChartSums.TotalBin.ofLongs(of));
        }
    }

    private static void readLongs(long[] longs, DataInputStream in) throws IOException {
        int at = 0;
        for (long filled = readNumber(in); filled > 0; filled--) {
            at += (int) readNumber(in);
            longs[at] = readNumber(in);
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

    private static void readLines(StackSample sample, DataInputStream in) throws IOException {
        double below = in.readDouble();
        for (int lines = in.readInt(); lines > 0; lines--) {
            double priority = in.readDouble();
            long machines = in.readLong();
            int config = in.readInt();
            List<Occurrence> stacks = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                String stack = new String(readBytes(in), StandardCharsets.UTF_8);
                stacks.add(new Occurrence(stack, readValues(in), in.readLong()));
            }
            sample.add(new Line(priority, machines, config, stacks));
        }
        sample.lowerThreshold(below);
    }

    private static List<Integer> readValues(DataInputStream in) throws IOException {
        List<Integer> values = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            values.add(in.readInt());
        }
        return values;
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_LENGTH) {
            throw new IOException("a text of " + length + " bytes, expected at most " + MOST_LENGTH);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
