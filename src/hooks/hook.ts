/** Text for a shell's start-up file. It compares times in the shell itself: a process is started only when it is due. */
export type Hook = () => string;
