//! What the engine promises, line by line.

mod ahead;
mod assigning;
mod calling;
mod deciding;
mod drawing;
mod events;
mod gateways;
mod generating;
mod helping;
mod limits;
mod migrating;
mod nesting;
mod play;
mod races;
mod random;
mod reading;
mod recording;
mod returning;
mod several;
mod soundness;
mod supervising;
mod tables;
mod tangle;
