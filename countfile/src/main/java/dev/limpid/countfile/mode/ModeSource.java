package dev.limpid.countfile.mode;

/** What decided the effective mode; all of them but the first can be why nothing is counted. */
public enum ModeSource {
    /** The user's choice in the home's mode file. */
    CHOICE,
    /** Nobody chose: the program's author set the default, {@code local} if he set none. */
    DEFAULT,
    /** The administrator's system-wide file. */
    SYSTEM,
    /** The administrator's system-wide file is there and cannot be read; it may be an order to count nothing. */
    SYSTEM_UNREADABLE,
    /** The variable LIMPID. */
    LIMPID,
    /** The variable DO_NOT_TRACK. */
    DO_NOT_TRACK,
    /** The process runs in continuous integration, and the user chose nothing. */
    CI,
    /** Environment variables cannot be looked at; one may say off. */
    ENVIRONMENT,
    /** The mode file cannot be read, looked at or understood; it may say off. */
    UNREADABLE,
    /** The clock of a moved home is to begin at no instant. */
    CLOCK,
    /** No folder is known for the home, or what was named is no absolute path that this process can use. */
    NO_HOME,
    /** A folder of the home belongs to another user. */
    FOREIGN_HOME,
    /** Other users can write to a folder of the home. */
    OPEN_HOME,
    /** The home cannot be made, written to or looked at. */
    UNUSABLE_HOME
}
