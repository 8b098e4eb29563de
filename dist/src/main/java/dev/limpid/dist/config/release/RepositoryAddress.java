package dev.limpid.dist.config.release;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * The address of a server or folder that the operator's settings name. All requests are below it: nothing in a chart
 * can lead to another host.
 */
final class RepositoryAddress {

    private final URI base;

    private RepositoryAddress(URI base) {
        this.base = base;
    }

    /**
     * Parses an address.
     *
     * @param what what the address is for, in error messages
     */
    static RepositoryAddress at(String what, String address) throws IOException {
        try {
            URI base = new URI(address.endsWith("/") ? address : address + "/");
            boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
            if ((web && base.getHost() != null && base.getRawQuery() == null && base.getRawFragment() == null)
                    || ("file".equals(base.getScheme()) && base.getRawAuthority() == null)) {
                return new RepositoryAddress(base);
            }
            throw new IOException(
                    what + " is \"" + address + "\", expected an address such as https://repo.example.org/maven");
        } catch (URISyntaxException e) {
            throw new IOException(what + " is \"" + address + "\", which is not an address: " + e.getMessage(), e);
        }
    }

    /** The address of a path below it. */
    URI below(String path) throws IOException {
        URI address;
        try {
            address = new URI(base + path).normalize();
        } catch (URISyntaxException e) {
            throw new IOException("\"" + path + "\" is not a path below " + base + ": " + e.getMessage(), e);
        }
        if (!isBelow(address)) {
            throw new IOException("\"" + path + "\" leads to " + address + ", expected an address below " + base);
        }
        return address;
    }

    private boolean isBelow(URI address) {
        return Objects.equals(address.getScheme(), base.getScheme())
                && Objects.equals(address.getRawAuthority(), base.getRawAuthority())
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getRawPath().startsWith(base.normalize().getRawPath());
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
