package dev.limpid.countfile.mode;

/** What decided the effective mode. */
public enum ModeSource {
    /** The user's choice in the home's mode file. */
    CHOICE,
    /** Nobody chose: the program's author set the default, {@code local} if he set none. */
    DEFAULT,
    /** The administrator's system-wide file. */
    SYSTEM,
    /** The variable LIMPID. */
    LIMPID,
    /** The variable DO_NOT_TRACK. */
    DO_NOT_TRACK,
    /** The process runs in continuous integration, and the user chose nothing. */
    CI,
    /** The mode file cannot be understood; it may say off. */
    UNREADABLE
}
