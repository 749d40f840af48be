// What the system's C library has for starting programs and Swift's overlay of it hasn't, since it is declared only
// beyond POSIX.
#ifndef GALLEY_CSPAWN_H
#define GALLEY_CSPAWN_H

#include <sys/types.h>

/// Makes a pipe whose ends no other program inherits: the reading end first. Gives 0, or an error number.
int galley_pipe(int ends[2]);

/// Makes room for a batch in a pipe, where the system allows it.
void galley_widen_pipe(int end);

/// Starts a program as the leader of a process group of its own, with three streams and nothing else that is open here,
/// all signals as they are by default. Gives 0, or an error number.
int galley_spawn(
    pid_t *process, const char *executable, char *const words[], char *const variables[], const char *folder, int input,
    int output, int messages);

#endif
