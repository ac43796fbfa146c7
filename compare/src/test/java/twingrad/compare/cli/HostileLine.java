package twingrad.compare.cli;

import java.util.List;

/**
 * A command line with something hostile in it.
 *
 * @param command {@code train}, or the empty word for {@code twingrad} itself
 * @param names of the options and files that are spoiled
 * @param values what came in their places
 * @param words the whole line
 */
record HostileLine(String command, List<String> names, List<String> values, List<String> words) {}
