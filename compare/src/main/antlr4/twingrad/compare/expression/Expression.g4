// Statements of scalars: z1 = x*w; z2 = z1 + b; (y - z2)^2
// Each operator's rule is a loop, not a left recursion: a sum of thousands of terms is one flat list.
grammar Expression;

@lexer::members {
    /** Open parentheses: within them a line may end. */
    private int open;
}

script : line (SEPARATOR line)* EOF ;

line : statement? ;

statement : (NAME '=')? sum ;

sum : product (operators+=('+' | '-') product)* ;

product : signed (operators+=('*' | '/') signed)* ;

// -x^2 is -(x^2).
signed : signs+='-'* power ;

// x^y^z is x^(y^z), and x^-y is x^(-y).
power : atom ('^' exponent)* ;

exponent : signs+='-'* atom ;

atom
    : NUMBER                        # number
    | NAME '(' sum (',' sum)* ')'   # call
    | NAME                          # name
    | '(' sum ')'                   # parentheses
    ;

EQUALS : '=' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
OVER : '/' ;
POWER : '^' ;
COMMA : ',' ;
OPEN : '(' { open++; } ;
CLOSE : ')' { open--; } ;
NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ([eE] [+-]? DIGIT+)? ;
NAME : [\p{L}_] [\p{L}\p{Nd}_]* ;
SEPARATOR : ';' | LINE_BREAK { if (open > 0) skip(); } ;
COMMENT : '#' ~[\r\n]* -> skip ;
SPACE : [ \t\u00a0]+ -> skip ;
UNKNOWN : . ;

fragment DIGIT : [0-9] ;
fragment LINE_BREAK : '\r'? '\n' | '\r' ;
