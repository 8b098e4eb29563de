package dev.limpid.server.log.tree;

/** Which versions a tree accepts. */
public enum AppendRule {
    /**
     * One module, each version above the last: the newest version is the last entry, so a client finds it without a
     * list.
     */
    ASCENDING,
    /** Any version that is not used yet: a late day's data may be published again after a later day's. */
    ANY
}
