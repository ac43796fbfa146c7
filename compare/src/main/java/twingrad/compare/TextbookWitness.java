package twingrad.compare;

/**
 * Backpropagation as a textbook has it, layer by layer by hand: no graph, no engine, the {@link BackwardRules} and one
 * loop that goes down through the layers. It shares its forward pass with the difference quotients, and nothing with
 * either engine.
 */
public final class TextbookWitness implements Witness {

    private final String name;
    private final BackwardRules rules;

    /** The rules as they should be. */
    public TextbookWitness() {
        this("textbook", BackwardRules.TEXTBOOK);
    }

    /** Rules of which one may be wrong. */
    TextbookWitness(String name, BackwardRules rules) {
        this.name = name;
        this.rules = rules;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        network.requireFits(parameters);
        network.requireFits(batch);
        Textbook pass = Textbook.forward(network, parameters, batch);
        var gradient = new double[parameters.length];
        double[][] da = rules.loss(pass);
        for (int layer = network.layers() - 1; layer >= 0; layer--) {
            double[][] dz = rules.activation(pass, layer, da);
            double[][] dw = rules.weight(pass, layer, dz);
            double[][] penalty = rules.penalty(pass, layer);
            double[] db = rules.bias(pass, layer, dz);
            int place = network.blocks().get(2 * layer).offset();
            for (int o = 0; o < dw.length; o++) {
                for (int i = 0; i < dw[o].length; i++) {
                    gradient[place++] = dw[o][i] + penalty[o][i];
                }
            }
            System.arraycopy(db, 0, gradient, place, db.length);
            da = layer == 0 ? da : rules.input(pass, layer, dz);
        }
        return new LossAndGradient(pass.loss(), gradient);
    }
}
