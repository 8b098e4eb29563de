package dev.limpid.counter;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Small programs that count, to be run in separate processes. They are in this package to see when a counter is mapped.
 */
public final class Programs {
    private Programs() {}

    static Telemetry start() {
        return Telemetry.start(TelemetryOptions.builder()
                .collection("programs.example.org")
                .program("programs.example.org/program", "1.0.0")
                .build());
    }

    /** Of a program that has started. */
    static void untilMapped(Counter counter) {
        try (Telemetry telemetry = start()) {
            while (counter.word() == null) {
                if (!telemetry.isCounting()) {
                    System.err.println("not counting: " + telemetry.whyNotCounting());
                    System.exit(9);
                }
                counter.increment();
                Thread.onSpinWait();
            }
        }
    }

    /** Leaves no room in memory for the journal to be folded, and tells why it does not count once the background writer has ended. */
    public static final class Crammed {
        private static final int CHUNK = 1 << 18;

        private Crammed() {}

        /** The program. */
        public static void main(String[] args) throws IOException, InterruptedException {
            try (Telemetry telemetry = start()) {
                Counter counter = Counter.of("crammed/event");
                counter.increment();
                File journal = Program.running[0].recorder.week().journal();
                File sealed = new File(journal + ".1");
                lengthen(journal, 3 << 19);
                lengthen(sealed, 7 * CHUNK);
                if (!sealed.setLastModified(0)) {
                    throw new IOException(sealed + " cannot be made old");
                }
                Deque<byte[]> chunks = new ArrayDeque<>();
                fill(chunks);
                counter.increment(); // it may wait, which starts the background writer
                for (Thread each : Thread.getAllStackTraces().keySet()) {
                    if (each.getName().equals("limpid-writer")) {
                        each.join(60_000);
                    }
                }
                chunks.clear();
                System.out.println(telemetry.whyNotCounting());
            }
        }

        private static void lengthen(File file, long length) throws IOException {
            try (RandomAccessFile made = new RandomAccessFile(file, "rw")) {
                made.setLength(length);
            }
        }

        private static void fill(Deque<byte[]> chunks) {
            try {
                while (true) {
                    chunks.add(new byte[CHUNK]);
                }
            } catch (OutOfMemoryError e) {
                chunks.remove(); // room for everything that is small
            }
        }
    }

    /** Counts, then ends in the way that its argument names. */
    public static final class Ending {
        private Ending() {}

        /** The program. */
        public static void main(String[] args) throws InterruptedException {
            Counter before = Counter.of("ending/before");
            before.increment();
            start();
            Counter many = Counter.of("ending/many");
            for (int i = 0; i < 1000; i++) {
                many.increment();
                before.increment();
            }
            System.out.println("counted");
            switch (args[0]) {
                case "return" -> System.out.println("returning");
                case "exit" -> System.exit(3);
                case "throw" -> throw new IllegalStateException("secret text");
                case "thread" -> {
                    Thread thrower = new Thread(() -> many.add(Long.parseLong("secret")), "secret thread");
                    thrower.start();
                    thrower.join();
                }
                case "wait" -> Thread.sleep(60_000);
                case "halt" -> Runtime.getRuntime().halt(4);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    /** Counts for as many milliseconds as its argument says, then prints the result. */
    public static final class Busy {
        private Busy() {}

        /** The program. */
        public static void main(String[] args) {
            start();
            Counter counter = Counter.of("busy/loop");
            Counter other = Counter.of("busy/other");
            if (args[0].equals("mapped")) {
                untilMapped(counter);
                return;
            }
            long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000;
            int i = 0;
            for (; System.nanoTime() < end; i++) {
                counter.increment();
                if (i % 1000 == 0) {
                    other.add(3);
                    Counter.of("busy/new:" + i % 100_000).increment();
                }
            }
            System.out.println("done");
        }
    }

    /** Prints a line when the user's mode ends its counting, and when it begins again; otherwise idle until the end. */
    public static final class Follower {
        private Follower() {}

        /** The program. */
        public static void main(String[] args) {
            Telemetry telemetry = start();
            Counter counter = Counter.of("follower/event");
            untilMapped(counter);
            System.out.println("counting");
            while (telemetry.isCounting()) {
                if (!args[0].equals("idle")) {
                    counter.increment();
                }
                Thread.onSpinWait();
            }
            System.out.println(telemetry.whyNotCounting());
            while (!telemetry.isCounting()) {
                counter.increment();
                Thread.onSpinWait();
            }
            System.out.println("counting again");
        }
    }

    /**
     * Counts into a week, and continues in the next, whose files cannot be created until a second line arrives on its
     * standard input; the first line means that they cannot.
     */
    public static final class Weekly {
        private static final long WEEK_MILLIS = 7 * 86_400_000L;

        private Weekly() {}

        /** The program. */
        public static void main(String[] args) throws IOException {
            Telemetry telemetry = start();
            Counter counter = Counter.of("weekly/event");
            untilMapped(counter);
            Counter.of("weekly/week").increment();
            System.out.println("mapped");
            System.in.read();
            Program.running[0].recorder.setClock(WEEK_MILLIS);
            Counter.of("weekly/other").increment();
            until(() -> !counter.isMapped());
            counter.add(5);
            System.out.println(telemetry.whyNotCounting());
            System.in.read();
            until(telemetry::isCounting);
            counter.add(2);
            System.out.println("counting again");
        }

        private static void until(BooleanSupplier done) {
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    System.err.println("waited in vain");
                    System.exit(9);
                }
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Counts under more names than fit on a page until the file that its argument names, strace's log, shows that a
     * system call was made to fail, and a while longer; then prints how many events it counted, and whether all of them
     * can be found.
     */
    public static final class Reckoning {
        private Reckoning() {}

        /** The program. */
        public static void main(String[] args) throws IOException {
            Telemetry telemetry = start();
            long deadline = System.nanoTime() + 60_000_000_000L;
            int events = 0;
            int end = Integer.MAX_VALUE;
            for (; events < end; events++) {
                Counter.of("reckoning/event:of-a-name-of-some-length-" + events % 700)
                        .increment();
                if (end == Integer.MAX_VALUE
                        && events % 500 == 0
                        && (System.nanoTime() > deadline
                                || Files.readString(Path.of(args[0])).contains("(INJECTED)"))) {
                    end = events + 2000;
                }
            }
            telemetry.flush();
            System.out.println(events);
            System.out.println(telemetry.isCounting() ? "all" : "some");
        }
    }

    /** Counts until its count file is mapped, says so, and continues to count for a second. */
    public static final class CutShort {
        private CutShort() {}

        /** The program. */
        public static void main(String[] args) {
            Telemetry telemetry = start();
            Counter counter = Counter.of("cut/short");
            untilMapped(counter);
            for (int i = 0; i < 200_000; i++) {
                counter.increment();
            }
            System.out.println("mapped");
            long sum = 0;
            long end = System.nanoTime() + 1_000_000_000L;
            while (System.nanoTime() < end) {
                for (int i = 0; i < 1000; i++) {
                    counter.increment();
                    sum += i ^ sum;
                }
            }
            System.out.println("counting " + telemetry.isCounting() + (sum == 42 ? "" : " "));
        }
    }

    /**
     * Counts with two threads until it is killed, and writes after each event how many it has completed. The events of a
     * thread are a fixed sequence, so this number determines all of them.
     */
    public static final class Killed {
        /** Every fourth event is of one of the thread's own counters, of which there are this many. */
        static final int OWN = 300;

        static final int SHARED = 7;

        private Killed() {}

        static String name(String run, int thread, long event) {
            return event % 4 == 0
                    ? "own/" + run + "-" + thread + "-with-a-name-of-some-length:" + event / 4 % OWN
                    : "shared/counter:" + event % SHARED;
        }

        /** The program: the file for its progress, and the name of this run. */
        public static void main(String[] args) throws Exception {
            start();
            untilMapped(Counter.of("killed/mapped"));
            MappedByteBuffer progress;
            try (RandomAccessFile file = new RandomAccessFile(Path.of(args[0]).toFile(), "rw")) {
                progress = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            }
            for (int i = 0; i < 2; i++) {
                int thread = i;
                new Thread(() -> count(args[1], thread, progress)).start();
            }
            System.out.println("mapped");
        }

        private static void count(String run, int thread, MappedByteBuffer progress) {
            for (long event = 0; ; event++) {
                Counter.of(name(run, thread, event)).increment();
                progress.putLong(thread * Long.BYTES, event + 1);
            }
        }
    }
}
