package twingrad.compare.cli;

/** Runs commands on a machine that has no room for a file; a main class, to be run in a JVM of its own. */
final class FullDisk {

    private FullDisk() {}

    /** Each argument is a command, its words between spaces; prints a line for each: status, a tab, what it said. */
    public static void main(String[] arguments) {
        for (String command : arguments) {
            var run = CommandLineRun.of(command.split(" "));
            System.out.println(run.status() + "\t" + run.err().strip().replaceAll("\\R", " | "));
        }
    }
}
