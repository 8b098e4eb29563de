import java.io.File;
import java.io.IOException;

/** Lets every user of the machine read these files, as those that Maven writes itself can be read. Run by the build. */
public final class ReadableByAll {
    private ReadableByAll() {}

    /** The files. */
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            if (!new File(file).setReadable(true, false)) {
                throw new IOException("cannot make " + file + " readable by all");
            }
        }
    }
}
