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
mod playing;
mod races;
mod random;
mod reading;
mod recording;
mod repeating;
mod returning;
mod several;
mod soundness;
mod supervising;
mod tables;
mod taking_back;
mod tangle;
