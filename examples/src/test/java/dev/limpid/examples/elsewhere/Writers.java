package dev.limpid.examples.elsewhere;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processes that count, observed through Linux's {@code /proc}. */
final class Writers {
    private final List<Process> processes;

    Writers(List<Process> processes) {
        this.processes = processes;
    }

    boolean anyAlive() {
        return processes.stream().anyMatch(Process::isAlive);
    }

    /**
     * Waits until none of them has a sealed journal open, instead of the minute that folding waits for this. All are
     * stopped meanwhile: a process inside a system call stops at its end, so nothing is overlooked.
     */
    void awaitNoneHoldsASealedJournal() throws IOException, InterruptedException {
        boolean held = true;
        while (held) {
            signal("-STOP");
            for (Process process : processes) {
                while (process.isAlive() && !isStopped(process)) {
                    Thread.onSpinWait();
                }
            }
            held = false;
            for (Process process : processes) {
                held |= holdsASealedJournal(process);
            }
            signal("-CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        // every shell has kill, but not every machine has a command of that name
        StringBuilder command = new StringBuilder("kill " + signal);
        processes.stream()
                .filter(Process::isAlive)
                .forEach(process -> command.append(' ').append(process.pid()));
        if (command.indexOf(" ", "kill ".length()) > 0) {
            new ProcessBuilder("sh", "-c", command.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD) // it has ended meanwhile
                    .start()
                    .waitFor();
        }
    }

    private static boolean isStopped(Process process) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc(process, "task"))) {
            for (Path thread : threads) {
                String state = Files.readString(thread.resolve("stat"));
                char letter = state.charAt(state.lastIndexOf(')') + 2);
                if (letter != 'T' && letter != 'Z' && letter != 'X') {
                    return false;
                }
            }
            return true;
        } catch (IOException | DirectoryIteratorException e) {
            return !process.isAlive();
        }
    }

    private static boolean holdsASealedJournal(Process process) throws IOException {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(proc(process, "fd"))) {
            for (Path file : open) {
                if (Files.readSymbolicLink(file).toString().contains(".v1.journal.")) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return false; // it ended
        }
    }

    private static Path proc(Process process, String what) {
        return Path.of("/proc", Long.toString(process.pid()), what);
    }
}
