package dev.limpid.dist.forge;

import java.io.IOException;
import java.util.Set;

/** A forge refused a request, or failed at it. */
public final class ForgeRefusalException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final Set<Integer> OF_ONE = Set.of(400, 403, 404, 409, 410, 413, 422, 423);

    private final int status;

    ForgeRefusalException(String request, int status, String said, boolean isLimit) {
        super(request + ": answered " + status + (isLimit ? ", its rate limit" : "")
                + (said.isEmpty() ? "" : ": " + said));
        this.status = status;
    }

    /**
     * Whether the failure may concern only this request, so that others can succeed: its content is wrong, its issue is
     * locked, moved, deleted or was changed at the same time, or the forge always fails at it.
     */
    boolean concernsOnlyThisRequest() {
        return OF_ONE.contains(status) || status >= 500;
    }

    /** Whether the token lacks the permission for the request, or may not see its object. */
    boolean isPermissionDenied() {
        return status == 403 || status == 404;
    }
}
