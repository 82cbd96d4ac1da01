/** Begins what is kept in place of an event's uuid while only a stream has told of it, and the System Log has not. */
export const streamedMark = "stream:";
