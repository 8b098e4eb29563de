package dev.limpid.countfile.mode;

/** What decided the effective mode; any of them can be the reason why nothing is counted. */
public enum ModeSource {
    /** The user's choice in the home's mode file. */
    CHOICE,
    /** Nobody chose: the default of the program's author applies, or {@code local} if there is none. */
    DEFAULT,
    /** The administrator's system-wide file. */
    SYSTEM,
    /** The administrator's system-wide file exists and cannot be read; it may forbid counting. */
    SYSTEM_UNREADABLE,
    /** The variable LIMPID. */
    LIMPID,
    /** The variable DO_NOT_TRACK. */
    DO_NOT_TRACK,
    /** The process runs in continuous integration, and the user chose nothing. */
    CI,
    /** Environment variables cannot be read; one may be set to off. */
    ENVIRONMENT,
    /** The mode file cannot be read or understood; it may mean off. */
    UNREADABLE,
    /** The clock of a moved home was set to something that is not an instant. */
    CLOCK,
    /** No folder is known for the home, or the given one is not an absolute path that this process can use. */
    NO_HOME,
    /** A folder of the home belongs to another user. */
    FOREIGN_HOME,
    /** Other users can write to a folder of the home. */
    OPEN_HOME,
    /** The home cannot be made, written to or examined. */
    UNUSABLE_HOME
}
