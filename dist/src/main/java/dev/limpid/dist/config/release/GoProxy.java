package dev.limpid.dist.config.release;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go module proxies, asked one after another as the {@code go} command does (https://go.dev/ref/mod#goproxy-protocol). Immutable. */
public final class GoProxy {

    private static final String DEFAULT = "https://proxy.golang.org";
    private static final String TOOLCHAIN = "golang.org/toolchain";
    private static final Pattern TOOLCHAIN_VERSION =
            Pattern.compile("v[0-9.]+-(go[0-9]+\\.[0-9a-z.]+)\\.[a-z0-9]+-[a-z0-9]+");

    private final FileFetcher fetch;
    private final List<String> proxies;

    /**
     * The proxies of a GOPROXY setting.
     *
     * @param setting addresses between commas or bars; {@code direct} and {@code off} are not addresses and are
     *     skipped; empty for Go's default
     */
    public GoProxy(FileFetcher fetch, String setting) {
        this.fetch = fetch;
        this.proxies = new ArrayList<>();
        for (String part : (setting.isBlank() ? DEFAULT : setting).split("[,|]", -1)) {
            String proxy = part.strip();
            if (!proxy.isEmpty() && !proxy.equals("direct") && !proxy.equals("off")) {
                proxies.add(proxy);
            }
        }
    }

    /** The tagged versions of a module. */
    List<String> versions(String path) throws IOException, InterruptedException {
        String list = new String(list(path), StandardCharsets.UTF_8);
        List<String> versions =
                list.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (versions.isEmpty()) {
            throw new IOException("the Go module " + path + " has no version, expected at least one");
        }
        return versions;
    }

    /** Go's own releases, as Go names them: {@code go1.24.0}. */
    List<String> toolchains() throws IOException, InterruptedException {
        Set<String> toolchains = new LinkedHashSet<>();
        for (String version : versions(TOOLCHAIN)) {
            Matcher matcher = TOOLCHAIN_VERSION.matcher(version);
            if (matcher.matches()) {
                toolchains.add(matcher.group(1));
            }
        }
        return List.copyOf(toolchains);
    }

    private byte[] list(String path) throws IOException, InterruptedException {
        if (proxies.isEmpty()) {
            throw new IOException("GOPROXY names no proxy, expected the address of one");
        }
        String place = escaped(path) + "/@v/list";
        for (String proxy : proxies) {
            Optional<byte[]> list =
                    fetch.get(RepositoryAddress.at("GOPROXY", proxy).below(place));
            if (list.isPresent()) {
                return list.get();
            }
        }
        throw new IOException("the Go module " + path + " is not known to " + proxies + ", expected its versions");
    }

    /** A module path as proxies escape it. */
    private static String escaped(String path) throws IOException {
        try {
            return ModulePath.parse(path).escaped();
        } catch (LogFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
