package dev.limpid.dist.forge;

import java.io.IOException;
import java.util.Set;

/** A forge refused a request, or failed at it. */
public final class ForgeRefusalException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final Set<Integer> OF_ONE = Set.of(400, 403, 404, 409, 410, 413, 422, 423);

    private final int status;

    ForgeRefusalException(String request, int status, String said, boolean isLimit) {
        super(request + ": answered " + status + (isLimit ? ", its limit on requests" : "")
                + (said.isEmpty() ? "" : ": " + said));
        this.status = status;
    }

    /**
     * Whether it may be about this one request, so that others go well: its content is wrong, its issue locked, moved, deleted or in the
     * way of another change, or the forge fails at it whenever it is asked.
     */
    boolean isOfOne() {
        return OF_ONE.contains(status) || status >= 500;
    }

    /** Whether what was asked for may not be asked for with this token, or is not there for it. */
    boolean isOfRights() {
        return status == 403 || status == 404;
    }
}
