/**
 * The command line, one picocli command a class. Exit status: 0 done, 1 a verdict (a check disagrees, a target is
 * missed), 2 wrong usage, 3 data or a file that cannot be read or written, 130 interrupted.
 */
package twingrad.compare.cli;
