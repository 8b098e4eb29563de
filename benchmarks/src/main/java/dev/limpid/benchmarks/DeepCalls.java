package dev.limpid.benchmarks;

/**
 * Sixteen methods that call one another, each from one of two places: 65,536 different stacks of 16 frames. A single method that calls
 * itself would not do, since the name of a stack contains a recursion only once.
 */
@SuppressWarnings("DuplicateBranches") // two calls of the same method give different stacks here
final class DeepCalls {
    static final int DEPTH = 16;

    private DeepCalls() {}

    /** Runs the work at the end of the stack that the lowest 16 bits choose. */
    static void run(int path, Runnable last) {
        if ((path & 1) == 0) {
            second(path >> 1, last);
        } else {
            second(path >> 1, last);
        }
    }

    private static void second(int path, Runnable last) {
        if ((path & 1) == 0) {
            third(path >> 1, last);
        } else {
            third(path >> 1, last);
        }
    }

    private static void third(int path, Runnable last) {
        if ((path & 1) == 0) {
            fourth(path >> 1, last);
        } else {
            fourth(path >> 1, last);
        }
    }

    private static void fourth(int path, Runnable last) {
        if ((path & 1) == 0) {
            fifth(path >> 1, last);
        } else {
            fifth(path >> 1, last);
        }
    }

    private static void fifth(int path, Runnable last) {
        if ((path & 1) == 0) {
            sixth(path >> 1, last);
        } else {
            sixth(path >> 1, last);
        }
    }

    private static void sixth(int path, Runnable last) {
        if ((path & 1) == 0) {
            seventh(path >> 1, last);
        } else {
            seventh(path >> 1, last);
        }
    }

    private static void seventh(int path, Runnable last) {
        if ((path & 1) == 0) {
            eighth(path >> 1, last);
        } else {
            eighth(path >> 1, last);
        }
    }

    private static void eighth(int path, Runnable last) {
        if ((path & 1) == 0) {
            ninth(path >> 1, last);
        } else {
            ninth(path >> 1, last);
        }
    }

    private static void ninth(int path, Runnable last) {
        if ((path & 1) == 0) {
            tenth(path >> 1, last);
        } else {
            tenth(path >> 1, last);
        }
    }

    private static void tenth(int path, Runnable last) {
        if ((path & 1) == 0) {
            eleventh(path >> 1, last);
        } else {
            eleventh(path >> 1, last);
        }
    }

    private static void eleventh(int path, Runnable last) {
        if ((path & 1) == 0) {
            twelfth(path >> 1, last);
        } else {
            twelfth(path >> 1, last);
        }
    }

    private static void twelfth(int path, Runnable last) {
        if ((path & 1) == 0) {
            thirteenth(path >> 1, last);
        } else {
            thirteenth(path >> 1, last);
        }
    }

    private static void thirteenth(int path, Runnable last) {
        if ((path & 1) == 0) {
            fourteenth(path >> 1, last);
        } else {
            fourteenth(path >> 1, last);
        }
    }

    private static void fourteenth(int path, Runnable last) {
        if ((path & 1) == 0) {
            fifteenth(path >> 1, last);
        } else {
            fifteenth(path >> 1, last);
        }
    }

    private static void fifteenth(int path, Runnable last) {
        if ((path & 1) == 0) {
            sixteenth(path >> 1, last);
        } else {
            sixteenth(path >> 1, last);
        }
    }

    private static void sixteenth(int path, Runnable last) {
        if ((path & 1) == 0) {
            last.run();
        } else {
            last.run();
        }
    }
}
