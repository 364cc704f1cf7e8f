//! FEEL, the expression language of DMN.
